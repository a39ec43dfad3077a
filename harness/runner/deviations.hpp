#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/runner/judge.hpp"

namespace gauntlet::runner {

/// Whether the case is to be judged by this property by name.
[[nodiscard]] bool asked_for(const judged_case& of, const std::string& property);

/// Whether the subject declares not to keep this property, and nobody asked for it by name.
[[nodiscard]] bool is_deviation(const judged_case& of, const std::string& property);

/// Removes what is a deviation, or follows from one, and says which declared properties those were.
[[nodiscard]] check::property_set separate_deviations(const judged_case& of, const check::view& view,
                                                      std::vector<check::violation>& violations);

/// Whether a hang follows from what the subject declares of exits (P48): what waits for a failure to cancel
/// it waits for the end of a thread that exited, which is none to the subject.
[[nodiscard]] bool hangs_for_exits(const judged_case& of, const check::view& view);

}  // namespace gauntlet::runner
