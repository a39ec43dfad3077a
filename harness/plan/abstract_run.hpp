#pragma once

#include <optional>
#include <string>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// Where the plan would block for ever on a right subject: it names the step and the cure. Nothing where it
/// must end. Requires: every task is submitted once and every index is in range.
[[nodiscard]] std::optional<std::string> why_endless(const plan& plan);

}  // namespace gauntlet::plan
