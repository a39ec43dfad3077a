#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "injection_point.hpp"

namespace gauntlet::subjects {

/// The permits of active tasks: at most `limit` are held at a time. A negative limit means unlimited.
/// A group cannot use std::counting_semaphore, because its `try_acquire` may fail spuriously.
///
/// Requires: when `set_limit` is called, no permit is held and no thread is acquiring one.
/// Guarantees: `try_acquire` fails only if all permits are held. Blocked threads are served in any order.
/// Memory ordering: a release happens-before the acquire that takes its permit.
class permits {
 public:
  void acquire() {
    std::unique_lock lock(mutex_);
    while (!free()) {
      GAUNTLET_POINT(predicate_tested);
      freed_.wait(lock);
      GAUNTLET_POINT(woken);
    }
    ++held_;
  }

  [[nodiscard]] bool try_acquire() {
    const std::lock_guard lock(mutex_);
    if (!free()) return false;
    ++held_;
    return true;
  }

  void release() {
    const std::lock_guard lock(mutex_);
    --held_;
    freed_.notify_one();
  }

  void set_limit(std::ptrdiff_t limit) {
    const std::lock_guard lock(mutex_);
    limit_ = limit;
  }

 private:
  [[nodiscard]] bool free() const { return limit_ < 0 || held_ < limit_; }

  std::mutex mutex_;
  std::condition_variable freed_;
  std::ptrdiff_t limit_ = -1;
  std::ptrdiff_t held_ = 0;
};

}  // namespace gauntlet::subjects
