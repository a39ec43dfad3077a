#pragma once

#include <optional>
#include <string>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// Decides whether a plan ends on every correct subject. A step that blocks (a rendezvous, a gate, a wait for
/// cancellation) is allowed only if the plan guarantees what it waits for. The function executes the plan on
/// a model without threads: every task, then the driver, takes steps until none can. If a task or the driver
/// has not ended then, the plan is impossible. Returns nullopt if the plan ends, else a message that names
/// the step and the cure. Requires: every task is submitted exactly once, and every index is in range.
[[nodiscard]] std::optional<std::string> why_nonterminating(const plan& plan);

}  // namespace gauntlet::plan
