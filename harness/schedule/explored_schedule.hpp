#pragma once

#include <functional>
#include <string>

#include "gauntlet/explore.hpp"
#include "harness/schedule/fair_continuations.hpp"
#include "harness/schedule/strategy.hpp"
#include "harness/schedule/watchdog.hpp"

namespace gauntlet {

/// A schedule of gauntlet::explore that has ended.
struct explored_schedule {
  schedule::outcome how;
  schedule::length length = schedule::length::within_limit;
  bool reported = false;       ///< ThreadSanitizer reported an error
  bool body_returned = false;  ///< false: it did not end, or its thread called pthread_exit
  bool nested = false;         ///< the body called explore
  bool has_failed = false;     ///< the caller's function returned true

  [[nodiscard]] bool failed() const;
  /// Requires: no other schedule has run since. Returns what explore_result::why says about it.
  [[nodiscard]] std::string why(const schedule::schedule_limits& limits) const;
};

struct how_to_run {
  std::uint32_t number = 0;  ///< of the schedule in its call, or schedule::first_run
  bool plain_accesses = false;
  bool with_stacks = false;  ///< the record holds the call stacks; slow
};

/// Runs schedules of one body, and judges them.
class explored_body {
 public:
  /// `watchdog`: watches the schedules; null: none.
  explored_body(const explore_options& options, const std::function<void()>& body,
                const std::function<bool()>& has_failed, schedule::watchdog* watchdog)
      : options_(options), body_(body), has_failed_(has_failed), watchdog_(watchdog) {}
  /// Runs a schedule, and finds out whether it is a livelock. `first_outcome`: of the schedule itself, not of
  /// one that ran to find that out; null: not wanted.
  [[nodiscard]] explored_schedule run(schedule::strategy& chooser, const how_to_run& how,
                                      schedule::outcome* first_outcome = nullptr);

 private:
  [[nodiscard]] explored_schedule run_once(schedule::strategy& chooser, schedule::schedule_limits limits,
                                           const how_to_run& how);

  const explore_options& options_;
  const std::function<void()>& body_;
  const std::function<bool()>& has_failed_;
  schedule::watchdog* watchdog_;
};

/// Must be called when a body calls explore.
void note_nested_call();
inline constexpr const char* nested_call =
    "gauntlet::explore was called in a schedule of another call of gauntlet::explore; call it outside the "
    "body";

}  // namespace gauntlet
