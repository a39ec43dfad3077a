#pragma once

#include <functional>
#include <set>
#include <string>

#include "harness/schedule/explore.hpp"

/// What the tests of the schedule share.
namespace gauntlet::schedule {

/// What became of a number of schedules of one body.
struct schedule_tally {
  std::uint32_t done = 0, deadlocks = 0, step_limits = 0;
  std::uint32_t reported = 0;  ///< schedules in which ThreadSanitizer reported something
  std::uint32_t schedules() const { return done + deadlocks + step_limits; }
};

/// Runs the body `count` times, under seeds 0, 1, …
schedule_tally run_schedules(strategy& chooser, std::uint32_t count, const std::function<void()>& body,
                             const schedule_limits& limits = {}, const schedule_faults& faults = {});
/// Under a random walk.
schedule_tally run_schedules(std::uint32_t count, const std::function<void()>& body);

/// One schedule, under a random walk.
outcome run_once(const std::function<void()>& body, std::uint64_t seed = 1,
                 const schedule_faults& faults = {});

/// The numbers that ThreadSanitizer gives the threads of its last report.
[[nodiscard]] std::set<int> threads_of_the_last_report();
/// Whether reports can come at all.
[[nodiscard]] bool under_thread_sanitizer();
/// Whether atomics are calls, in this flavour.
[[nodiscard]] bool atomics_are_points();

}  // namespace gauntlet::schedule
