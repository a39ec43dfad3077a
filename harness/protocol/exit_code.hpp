#pragma once

namespace gauntlet::protocol {

/// The exit code of a runner that reported a finding and ended on purpose: its process is no longer clean.
inline constexpr int exit_after_finding = 10;

}  // namespace gauntlet::protocol
