#pragma once

#include <functional>
#include <vector>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// Returns all plans that are one change simpler than this one. Large changes come first: without half of the
/// tasks, without one task, without one step, with a shorter sleep. Guarantees: every plan is possible for a
/// subject with these capabilities, and smaller in a well-founded order, so that repeated shrinking ends.
/// rapidcheck's `shrinkRecur` and the campaign's shrinker both use it.
[[nodiscard]] std::vector<plan> simpler(const plan& plan, const capabilities& capabilities);

/// Returns the plan without the tasks marked in `drop`, with the remaining tasks renumbered. Steps that
/// submit a removed task and delays of a removed task are removed too. Requires: `drop` has one element for
/// each task.
[[nodiscard]] plan without_tasks(const plan& plan, const std::vector<bool>& drop);

}  // namespace gauntlet::plan
