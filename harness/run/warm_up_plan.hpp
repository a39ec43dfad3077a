#pragma once

#include "gauntlet/detail/subject_description.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// Returns a plan that only waits for an empty group.
[[nodiscard]] plan::plan empty_plan(const subject_description& subject);

/// Returns the plan of the group that a process runs before the first case of a subject
/// (`execution::warm_up`). If the subject may keep threads between its cases, for example those of a pool
/// that the first submit creates, the plan runs one task. Otherwise it is empty.
[[nodiscard]] plan::plan warm_up_plan(const subject_description& subject);

}  // namespace gauntlet::run
