#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>

#include "injection_point.hpp"

namespace gauntlet::subjects {

/// A first-in, first-out queue between threads that holds at most `capacity` values.
///
/// Requires: capacity > 0. Guarantees: `send` blocks while the channel is full, `receive` while it is empty.
/// Memory ordering: a `send` happens-before the `receive` of its value. Threading: any thread may use it.
template <class T>
class bounded_channel {
 public:
  explicit bounded_channel(std::size_t capacity) : capacity_(capacity) {}

  void send(T value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return values_.size() < capacity_; });
    values_.push_back(std::move(value));
    changed_.notify_all();
  }

  [[nodiscard]] T receive() {
    std::unique_lock lock(mutex_);
    while (values_.empty()) {
      GAUNTLET_POINT(predicate_tested);
      changed_.wait(lock);
      GAUNTLET_POINT(woken);
    }
    T value = std::move(values_.front());
    values_.pop_front();
    changed_.notify_all();
    return value;
  }

 private:
  std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> values_;
};

}  // namespace gauntlet::subjects
