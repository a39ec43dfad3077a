#pragma once

#include <functional>
#include <vector>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

/// All plans one step simpler than this one, the boldest first (half of the tasks gone before one task gone
/// before one step gone before a shorter sleep). Every one of them is possible for a subject with these
/// capabilities and smaller in a well-founded order, so that shrinking ends. It is what rapidcheck's
/// `shrinkRecur` and the campaign's shrinker both walk.
[[nodiscard]] std::vector<plan> simpler(const plan& plan, const capabilities& capabilities);

/// The plan without the marked tasks: the others move up, and every mention of them with them.
[[nodiscard]] plan without_tasks(const plan& plan, const std::vector<bool>& drop);

}  // namespace gauntlet::plan
