#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/check/property.hpp"
#include "harness/runner/judge.hpp"

namespace gauntlet::runner {

/// Returns whether the request names this property.
[[nodiscard]] bool requested_by_name(const judged_case& of, const std::string& property);

/// Returns whether the subject declares that it does not keep this property, and the request does not name
/// the property.
[[nodiscard]] bool is_deviation(const judged_case& of, const std::string& property);

/// Removes the violations that are declared deviations, or that follow from one. Returns the declared
/// properties that were violated.
[[nodiscard]] check::property_set separate_deviations(const judged_case& of, const check::view& view,
                                                      std::vector<check::violation>& violations);

/// Returns whether a hang follows from the declared deviation P48: the subject does not take the exit of a
/// thread for a failure, and only such exits could have cancelled the case.
[[nodiscard]] bool hang_follows_from_exits(const judged_case& of, const check::view& view);

}  // namespace gauntlet::runner
