#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "injection_point.hpp"

namespace gauntlet::subjects {

/// Counts tasks that have begun and not ended.
///
/// Requires: `add` of a task before its `done`; an `add` that may raise the count from zero is ordered with
/// every `wait`. Guarantees: `wait` returns when the count is zero. Memory ordering: what precedes a `done`
/// happens-before the return of every wait that it ends. Lifetime: after a `wait` has returned no `done`
/// touches the object any more, so that it may be destroyed at once: the waiters are notified under the lock,
/// and the last thing that a `done` does to the object is to unlock it.
class wait_group {
 public:
  void add() {
    const std::lock_guard lock(mutex_);
    ++count_;
  }

  void done() {
    const std::lock_guard lock(mutex_);
    --count_;
    GAUNTLET_POINT(counted_down);
    if (count_ == 0) idle_.notify_all();
  }

  void wait() {
    std::unique_lock lock(mutex_);
    while (count_ != 0) {
      GAUNTLET_POINT(predicate_tested);
      idle_.wait(lock);
      GAUNTLET_POINT(woken);
    }
  }

  [[nodiscard]] std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }

  /// Waits no longer than until then; gives whether the count was zero.
  template <class Clock, class Duration>
  [[nodiscard]] bool wait_until(const std::chrono::time_point<Clock, Duration>& when) {
    std::unique_lock lock(mutex_);
    while (count_ != 0)
      if (idle_.wait_until(lock, when) == std::cv_status::timeout) return count_ == 0;
    return true;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable idle_;
  std::size_t count_ = 0;
};

}  // namespace gauntlet::subjects
