#pragma once

#include <functional>
#include <set>
#include <string>

#include "harness/schedule/explore.hpp"

/// Helpers of the tests in harness/schedule.
namespace gauntlet::schedule {

/// How many schedules of one body ended in each way.
struct schedule_tally {
  std::uint32_t done = 0, deadlocks = 0, step_limits = 0;
  std::uint32_t reported = 0;  ///< schedules with at least one report of ThreadSanitizer
  std::uint32_t schedules() const { return done + deadlocks + step_limits; }
};

/// Runs up to `count` schedules of the body, with the seeds 0, 1, … Stops earlier if the strategy has no
/// schedule left.
schedule_tally run_schedules(strategy& chooser, std::uint32_t count, const std::function<void()>& body,
                             const schedule_limits& limits = {}, const schedule_faults& faults = {});
/// Runs `count` schedules with a random walk.
schedule_tally run_schedules(std::uint32_t count, const std::function<void()>& body);

/// Runs one schedule with a random walk.
outcome run_once(const std::function<void()>& body, std::uint64_t seed = 1,
                 const schedule_faults& faults = {});

/// Names the instance of a test whose parameter is the name of a strategy. For INSTANTIATE_TEST_SUITE_P.
struct strategy_as_test_name {
  template <class Info>
  std::string operator()(const Info& info) const {
    std::string name = info.param;
    for (char& c : name) c = c == ' ' ? '_' : c;
    return name;
  }
};

/// Returns ThreadSanitizer's numbers of the threads in its last report.
[[nodiscard]] std::set<int> threads_of_the_last_report();
/// Returns the mangled name of the function whose access ThreadSanitizer reported last; empty for a function
/// that is not exported.
[[nodiscard]] std::string function_of_the_last_report();
/// True if the program is linked with ThreadSanitizer, so that there can be reports.
[[nodiscard]] bool under_thread_sanitizer();
/// True if atomic operations are scheduling points in this flavour: in `fast`, in `tsan`, and with clang in
/// `asan`.
[[nodiscard]] bool atomics_are_points();
/// True if AddressSanitizer checks the program.
[[nodiscard]] bool under_address_sanitizer();

}  // namespace gauntlet::schedule
