#pragma once

namespace gauntlet::protocol {

/// The exit code of a runner that ends on purpose after it has reported a finding: its process is no longer
/// clean.
inline constexpr int exit_after_finding = 10;

}  // namespace gauntlet::protocol
