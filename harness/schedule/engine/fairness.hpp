#pragma once

#include <cstdint>

#include "harness/schedule/engine/thread_set.hpp"

namespace gauntlet::schedule {

/// Ensures that no ready thread starves under any strategy. The schedule is divided into periods of steps.
/// The threads that were ready at the ends of two periods, and executed no step between them, must execute
/// the next steps. The first periods are long, so that a strategy keeps its choices. Each time that a thread
/// starves, the period is halved, down to a minimum: threads that depend on each other's progress for many
/// steps then alternate quickly.
class fairness {
 public:
  void clear() {
    period_ = first_period;
    left_ = period_;
    ran_.clear();
    passed_over_.clear();
    starving_.clear();
  }
  /// Must be called for each step.
  void executes(thread_id id) {
    ran_.add(id);
    --left_;
  }
  /// Returns the thread that must execute the next step, or no_thread. Must be called before each step.
  thread_id starving(const thread_set& ready) {
    if (left_ == 0) end_period(ready);
    return starving_.empty() ? no_thread : next(ready);
  }

  /// The most steps for which a ready thread is passed over, in addition to the number of threads.
  static constexpr std::uint32_t bound() { return 2 * first_period; }

 private:
  static constexpr std::uint32_t first_period = 1024, last_period = 16;

  void end_period(const thread_set& ready);
  thread_id next(const thread_set& ready);

  thread_set ran_, passed_over_, starving_;
  std::uint32_t period_ = first_period, left_ = first_period;
};

}  // namespace gauntlet::schedule
