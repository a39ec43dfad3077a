#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan {

/// Sometimes appends a second wait, which must return the same errors (P38). Sometimes appends a second round
/// of tasks and a wait, which must still return the first error (P11, P40).
void maybe_second_round(draft& draft);

}  // namespace gauntlet::plan
