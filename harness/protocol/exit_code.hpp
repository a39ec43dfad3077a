#pragma once

#include <string_view>

namespace gauntlet::protocol {

/// The exit code of a runner that ends on purpose after it has reported a finding: its process is no longer
/// clean.
inline constexpr int exit_after_finding = 10;

/// What a runner writes to its standard error when a case begins, if `marks_variable` is set: the
/// orchestrator then knows which text belongs to which case.
inline constexpr std::string_view case_marker =
    "\x1e"
    "gauntlet:case\n";

}  // namespace gauntlet::protocol
