#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

#include "injection_point.hpp"

namespace gauntlet::subjects {

/// Permits for tasks to be active, at most `limit` at a time; a negative limit sets no bound.
/// (std::counting_semaphore may fail `try_acquire` for no reason, which a group must not.)
///
/// Requires: `set_limit` is called while no permit is held and nobody acquires one.
/// Guarantees: `try_acquire` fails only where all permits are held. No order among those who block (no FIFO).
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
