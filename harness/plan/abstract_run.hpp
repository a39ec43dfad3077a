#pragma once

#include <optional>
#include <string>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// Decides whether a plan must end on every correct subject. A step that blocks (a rendezvous, a gate, a wait
/// for cancellation) is allowed only where what it waits for is bound to come. The plan is run in the
/// abstract, every task as far as it can go, until nothing moves: a task or a driver that still waits makes
/// the plan impossible. Returns a complaint that names the step and the cure; nothing where the plan must
/// end. Requires: every task is submitted once and every index is in range.
[[nodiscard]] std::optional<std::string> why_nonterminating(const plan& plan);

}  // namespace gauntlet::plan
