#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan {

/// Inserts a few random steps of any kind at random places, so that steps meet that no theme combines. A step
/// that would make the plan impossible is left out. Requires: the draft's plan is complete, with its last
/// wait.
void splice(draft& draft);

}  // namespace gauntlet::plan
