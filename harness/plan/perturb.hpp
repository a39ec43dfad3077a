#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan {

/// Adds steps and faults that fit every theme: delays, spins, yields and observations of tasks, observations
/// and rests of the driver, delays at injection points, and a spurious wake-up. Requires: the driver has a
/// step.
void perturb(draft& draft);

}  // namespace gauntlet::plan
