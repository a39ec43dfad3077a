#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "gauntlet/detail/schedule_options.hpp"

/// Explore for any C++ code: runs a body with plain std::threads and assertions under many schedules, one
/// after another.
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
/// The macro is in explore_gtest.hpp. In CMake, call gauntlet_explore(my_tests). A failure prints the command
/// that replays its schedule: GAUNTLET_REPLAY=… my_tests.
namespace gauntlet {

struct explore_options {
  std::uint64_t seed = 1;          ///< of the strategies' random choices
  std::uint32_t schedules = 1000;  ///< the most schedules to run
  /// Names of strategies (schedule/strategy_names.hpp), used round robin. Empty: all.
  std::vector<std::string> strategies{};
  schedule::schedule_limits limits{};
  schedule::schedule_faults faults{};
  /// The token of a schedule: only that schedule runs. Empty: the token in the environment variable
  /// GAUNTLET_REPLAY, if it is set.
  std::string replay{};
};

struct explore_result {
  bool failed = false;
  std::uint32_t schedules = 0;  ///< how many schedules ran
  bool exhausted = false;       ///< the strategies had no further schedule
  std::string strategy;         ///< the name of the strategy that found the failure
  std::string token;            ///< replays the failing schedule
  /// A sentence about a deadlock, a livelock, a report of ThreadSanitizer or a replay that diverged. Empty
  /// for a failed assertion.
  std::string why;
};

/// Runs the body under the controlled scheduler until a schedule fails or `options.schedules` have run. A
/// schedule fails if it ends in a deadlock or at the step limit, if ThreadSanitizer reports something, or if
/// `has_failed`, called after the schedule, returns true.
/// Requires: the program is built with gauntlet_explore (CMake); the body starts from the same state in every
/// run, and only the order of its threads is nondeterministic. Guarantees: the same options run the same
/// schedules. Threading: all calls come from one thread. Lifetime: the threads of a schedule that hangs, and
/// their memory, are abandoned until the process ends. Errors: throws std::invalid_argument for an unknown
/// strategy or an invalid token. An exception that leaves the body calls std::terminate.
[[nodiscard]] explore_result explore(const explore_options& options, const std::function<void()>& body,
                                     const std::function<bool()>& has_failed = {});

/// Returns a text for the user: what failed, the strategy and the schedule that found it, and the setting of
/// GAUNTLET_REPLAY that replays it. Requires: `failure.failed`.
[[nodiscard]] std::string describe(const explore_result& failure);

}  // namespace gauntlet
