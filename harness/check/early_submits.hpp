#pragma once

#include "harness/check/property.hpp"

namespace gauntlet::check {

/// Judges the blocking submits to the outermost group that returned, under a limit, without a permit. The
/// violations name no property.
[[nodiscard]] judgement judge_early_submits(const view& v);

}  // namespace gauntlet::check
