#pragma once

namespace gauntlet::cli {

inline constexpr int exit_ok = 0;             ///< all results are as expected
inline constexpr int exit_violations = 1;     ///< a violation, or a mutant that was not killed as declared
inline constexpr int exit_usage = 2;          ///< invalid input
inline constexpr int exit_harness = 3;        ///< the harness itself failed
inline constexpr int exit_interrupted = 130;  ///< as a shell reports SIGINT

}  // namespace gauntlet::cli
