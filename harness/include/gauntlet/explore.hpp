#pragma once

#include <chrono>
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
  /// Names of strategies (schedule/strategy_names.hpp). Each gets the same share of the steps. Empty: all.
  std::vector<std::string> strategies{};
  schedule::schedule_limits limits{};
  schedule::schedule_faults faults{.timeouts = 4};
  /// The token of a schedule: only that schedule runs. Empty: the token in the environment variable
  /// GAUNTLET_REPLAY, if it is set.
  std::string replay{};
  /// The longest time without a step of a schedule. A schedule that needs longer (code outside control that
  /// blocks or spins) is reported to standard error with its token, and the process ends with exit code 1; so
  /// is one in which every thread of the process sleeps for a tenth of that time. A schedule that makes steps
  /// is never a hang. 0: schedules are not watched.
  std::chrono::milliseconds patience{10'000};
  /// No schedule begins after that time. explore_result::schedules says how many ran. 0: no limit.
  std::chrono::milliseconds time_limit{0};
  /// A failing schedule is replayed in a new process (see explore_result::replayed).
  bool verify = true;
  /// In the flavour `fast`, schedules with and without scheduling points at plain memory accesses alternate.
  /// false: only limits.plain_accesses decides.
  bool alternate_plain_accesses = true;
  /// "suite.name" of the GoogleTest that calls explore; GAUNTLET_EXPLORE sets it. The new process of `verify`
  /// runs this test only.
  std::string test{};
};

/// What a new process observed that replayed the failing schedule.
enum class replay_check : std::uint8_t {
  not_tried,
  same,       ///< the same steps, and the same failure
  different,  ///< the body is not deterministic: the token may not replay the failure
};

struct explore_result {
  bool failed = false;
  std::uint32_t schedules = 0;  ///< how many schedules ran
  bool exhausted = false;       ///< the strategies had no further schedule
  /// How many of them reached limits.steps and are no livelock. They were continued fairly, and are no
  /// failures.
  std::uint32_t too_long = 0;
  std::string strategy;  ///< the name of the strategy that found the failure
  std::string token;     ///< replays the failing schedule
  /// A sentence about a deadlock, a livelock, a report of ThreadSanitizer or a replay that diverged. Empty
  /// for a failed assertion.
  std::string why;
  replay_check replayed = replay_check::not_tried;
  std::string replay_note;  ///< a sentence about `replayed`: what differed first, or why it was not tried
};

/// Runs the body under the controlled scheduler until a schedule fails or `options.schedules` have run. A
/// schedule fails if it ends in a deadlock or a livelock, if a thread outlives the body, if the body's
/// thread calls pthread_exit, if ThreadSanitizer reports something, or if `has_failed`, called after the
/// schedule, returns true.
///
/// Before the first schedule the body runs once, without preemption and uncounted, so that what is
/// initialised at its first use is initialised in every schedule and every replay. If this first run fails,
/// it is the result: its strategy is "first run", and `schedules` is 1.
///
/// After a failure the program starts itself again with the same arguments, in the same environment and with
/// GAUNTLET_REPLAY_REQUEST set, and with standard streams that lead nowhere. The new process runs the same
/// call of explore with the failing schedule only; earlier calls run only their first run. GAUNTLET_VERIFY=0
/// in the environment, or options.verify, switches this off.
///
/// A schedule that ends the process (a signal, exit, _exit, _Exit or quick_exit) is reported to standard
/// error with its token. A call of exit ends the process with exit code 1, whatever its argument.
///
/// In a schedule std::random_device, getrandom, getentropy and arc4random return the same numbers in every
/// schedule, rand starts from its initial state, and getpid and gettid return fixed numbers.
///
/// Requires: the program is built with gauntlet_explore (CMake); the body starts from the same state in every
/// run, and only the order of its threads is nondeterministic. Guarantees: the same options run the same
/// schedules. Threading: one call at a time. A call in a schedule of another call runs nothing: its result
/// and the other schedule have failed. Lifetime: the threads of a schedule that hangs, and their memory, are
/// abandoned until the process ends; joining one of them returns immediately. Errors: throws
/// std::invalid_argument for an unknown strategy or an invalid token, std::logic_error if a call runs on
/// another thread. An exception that leaves the body calls std::terminate.
[[nodiscard]] explore_result explore(const explore_options& options, const std::function<void()>& body,
                                     const std::function<bool()>& has_failed = {});

/// Returns a text for the user: what failed, the strategy and the schedule that found it, and the setting of
/// GAUNTLET_REPLAY that replays it. Requires: `failure.failed`.
[[nodiscard]] std::string describe(const explore_result& failure);
/// Returns a sentence about the schedules that were too long. Requires: `result.too_long > 0`.
[[nodiscard]] std::string describe_too_long(const explore_result& result, const explore_options& options);

}  // namespace gauntlet
