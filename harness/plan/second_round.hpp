#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan {

/// Now and then: a second wait, which must return the same (P38), and a second round of tasks, which must
/// keep the first error (P11, P40).
void maybe_second_round(draft& draft);

}  // namespace gauntlet::plan
