#pragma once

namespace gauntlet::cli {

inline constexpr int exit_ok = 0;
inline constexpr int exit_violations = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_harness = 3;
inline constexpr int exit_interrupted = 130;

}  // namespace gauntlet::cli
