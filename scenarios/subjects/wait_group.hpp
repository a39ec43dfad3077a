#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "injection_point.hpp"

namespace gauntlet::subjects {

/// Counts the tasks that have been added and are not done.
///
/// Requires: the `add` of a task happens-before its `done`. An `add` that may raise the count from zero is
/// ordered before or after every `wait`. Guarantees: `wait` returns when the count is zero. Memory ordering:
/// a `done` happens-before the return of every `wait` that joins its task. Lifetime: may be destroyed as soon
/// as a `wait` has returned. This is safe because `done` notifies the waiters while it holds the lock, and
/// unlocking is its last access to the object.
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

  /// Blocks until the count is zero or `when` is reached. Returns whether the count is zero.
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
