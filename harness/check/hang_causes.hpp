#pragma once

#include <vector>

#include "harness/check/property.hpp"

namespace gauntlet::check {

/// Returns what a case that hangs has certainly violated before, and what may be the cause of the hang: the
/// premises of other properties, and code of the user that ran under a lock. The proofs of these properties
/// do not need the end of the case. In the order of a verdict.
[[nodiscard]] std::vector<violation> proven_causes_of_hang(const view& view);

}  // namespace gauntlet::check
