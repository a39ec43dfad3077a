#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/runner/sanitizer.hpp"

namespace gauntlet::runner {

/// The reports of a race detector in what a foreign program wrote to its standard error. Go's race detector
/// is ThreadSanitizer; each report begins with "WARNING: DATA RACE".
[[nodiscard]] std::vector<std::string_view> race_reports_in(std::string_view text);

/// The same as one report: how many there are, and whether they concern payloads or parcels. The functions of
/// a foreign program that read those have `Payload(` or `Parcel(` in their names.
[[nodiscard]] tsan_report races_in(std::string_view text);

}  // namespace gauntlet::runner
