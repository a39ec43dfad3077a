#pragma once

#include <string>
#include <string_view>

namespace gauntlet::reports {

/// Returns the first line of the subject's own source that a sanitizer's report names, as "fail_fast.hpp:42".
/// Skips files of the system, of the harness, and Gauntlet's public headers. Files of scenarios/ keep their
/// folder: "scenarios/subjects/fail_fast.hpp:42". Returns "" if the report names no such line.
[[nodiscard]] std::string first_source_place(std::string_view text);

}  // namespace gauntlet::reports
