#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan {

/// Adds what any theme can have: steps of tasks, looks, rests, delays at injection points and a spurious
/// wake-up. Requires: the driver has a step.
void perturb(draft& draft);

}  // namespace gauntlet::plan
