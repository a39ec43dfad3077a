#pragma once

namespace gauntlet::campaign {

/// The runner's main loop: reads requests from standard input until it ends, runs their cases, writes answers
/// to standard output. Gives the exit code: 0; or 10 after a case that failed (the process is then no longer
/// clean); 2 for a request that can't be understood. Requires: the registry of subjects is filled. One call a
/// process.
int serve();

inline constexpr int exit_after_finding = 10;

}  // namespace gauntlet::campaign
