#pragma once

#include "harness/check/property.hpp"
#include "harness/run/execute.hpp"
#include "harness/runner/watchdog.hpp"

namespace gauntlet::run {

/// Runs and judges plans inside a test program, one at a time; ends the process where one hangs, with the
/// plan and the diagnosis. Threading: by one thread.
class plan_judge {
 public:
  /// Requires: the plan is possible for the subject; both live until it returns. Errors: std::runtime_error
  /// where the recorder had no room.
  [[nodiscard]] check::verdict operator()(const plan::plan& plan, const subject_info& subject);

  /// The judge of this process: the recorder must outlive every thread of a subject, and a pool's threads
  /// live as long as the process.
  [[nodiscard]] static plan_judge& instance();

 private:
  plan_judge();
  void warm_up(const subject_info& subject);
  [[noreturn]] void hang();

  execution execution_;
  const plan::plan* plan_ = nullptr;
  const subject_info* subject_ = nullptr;
  const subject_info* warmed_up_ = nullptr;
  runner::watchdog watchdog_;
};

}  // namespace gauntlet::run
