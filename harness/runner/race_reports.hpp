#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/runner/sanitizer.hpp"

namespace gauntlet::runner {

/// Returns each report of a race detector in the stderr of a foreign program. Go's race detector is
/// ThreadSanitizer; each report begins with "WARNING: DATA RACE".
[[nodiscard]] std::vector<std::string_view> race_reports_in(std::string_view text);

/// Summarises the reports in the text: their number, and whether they concern payloads or parcels. The
/// functions of a foreign program that access those have `Payload(` or `Parcel(` in their names.
[[nodiscard]] tsan_report races_in(std::string_view text);

}  // namespace gauntlet::runner
