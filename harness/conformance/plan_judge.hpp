#pragma once

#include "harness/check/property.hpp"
#include "harness/run/execute.hpp"
#include "harness/schedule/watchdog.hpp"

namespace gauntlet::run {

/// Runs and judges plans inside a test program, one at a time. If a plan hangs, prints the plan and the
/// diagnosis to standard error and exits the process with code 1. Threading: by one thread. Lifetime: exists
/// until the process ends.
class plan_judge {
 public:
  /// Runs the plan and returns the verdict. Requires: the plan is possible for the subject. Lifetime: the
  /// plan exists until the call returns, the subject until the process ends. Errors: std::runtime_error if
  /// the recorder had no room for an event.
  [[nodiscard]] check::verdict operator()(const plan::plan& plan, const subject_info& subject);

  /// Returns the only judge of this process. It is never destroyed, because the recorder must outlive every
  /// thread of a subject, and the threads of a pool run until the process ends.
  [[nodiscard]] static plan_judge& instance();

 private:
  plan_judge();
  void warm_up(const subject_info& subject);
  [[noreturn]] void hang();

  execution execution_;
  const plan::plan* plan_ = nullptr;
  const subject_info* subject_ = nullptr;
  const subject_info* warmed_up_ = nullptr;
  schedule::watchdog watchdog_;
};

}  // namespace gauntlet::run
