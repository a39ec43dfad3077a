#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"

/// Explore for any C++ code: a body with plain std::threads and assertions, run under one schedule after the
/// other.
///
///   TEST(queue, loses_nothing) {
///     GAUNTLET_EXPLORE({.schedules = 500}, [] {
///       queue q;
///       std::thread producer([&] { q.push(1); });
///       EXPECT_EQ(q.pop(), 1);
///       producer.join();
///     });
///   }
///
/// (explore_gtest.hpp). CMake: gauntlet_explore(my_tests). What fails says how it is run again:
/// GAUNTLET_REPLAY=… my_tests.
namespace gauntlet {

struct explore_options {
  std::uint64_t seed = 1;
  std::uint32_t schedules = 1000;
  std::vector<std::string> strategies{};  ///< by name (schedule/strategy_names.hpp); none: all, in turns
  schedule::schedule_limits limits{};
  schedule::schedule_faults faults{};
  std::string
      replay{};  ///< a token: this schedule only; empty: the environment's GAUNTLET_REPLAY, if that is set
};

struct explore_result {
  bool failed = false;
  std::uint32_t schedules = 0;  ///< that ran
  bool exhausted = false;       ///< every schedule there is has run
  std::string strategy;         ///< that found the failure
  std::string token;            ///< runs the failing schedule again
  std::string why;  ///< a sentence: what went wrong, where that is a deadlock, a livelock, a report of
                    ///< ThreadSanitizer, or a replay that diverged
};

/// Runs the body under control until a schedule fails or all have run. A schedule fails where it ends in a
/// deadlock or at the step limit, where ThreadSanitizer reports something, and where `has_failed`, called
/// after it, says so. Requires: the body leaves nothing behind that the next run depends on; called on the
/// same thread always, one at a time. Errors: std::invalid_argument for a strategy or a token that is none;
/// what the body throws ends the process, as from any thread.
[[nodiscard]] explore_result explore(const explore_options& options, const std::function<void()>& body,
                                     const std::function<bool()>& has_failed = {});

/// "found by PCT in schedule 17; to replay it, set GAUNTLET_REPLAY=…"
[[nodiscard]] std::string describe(const explore_result& failure);

}  // namespace gauntlet
