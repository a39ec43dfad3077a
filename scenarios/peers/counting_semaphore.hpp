#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <mutex>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

#include "gauntlet/subject.hpp"

namespace gauntlet::peers {

/// One std::jthread per task, with the permits of a std::counting_semaphore. Keeps the first error.
class counting_semaphore_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::first;
    can.limit = can.child_submit = can.joins_threads = can.joins_when_destroyed = true;
    can.repeat_wait = can.reuse = false;
    return can;
  }

  explicit counting_semaphore_adapter(const run::setup& how)
      : permits_(how.limit ? static_cast<std::ptrdiff_t>(*how.limit) : unlimited) {
    threads_.reserve(how.tasks);
  }

  void submit(run::task_call call) {
    permits_.acquire();
    start(call);
  }
  bool try_submit(run::task_call call) {
    if (!permits_.try_acquire()) return false;
    start(call);
    return true;
  }
  void wait(run::result& out) {
    // A task submits children before it ends, so all threads are in the vector before the last one is joined.
    for (std::size_t i = 0; i < submitted(); ++i) threads_[i].join();
    tell(first_, out);
  }

 private:
  static constexpr std::ptrdiff_t unlimited = std::numeric_limits<std::int32_t>::max() / 2;

  void start(run::task_call& call) {
    const std::lock_guard lock(mutex_);
    try {
      threads_.emplace_back([this, call = std::move(call)]() mutable {
        run::no_cancellation none;
        if (auto thrown = call_for_exception(call, none)) keep(std::move(thrown));
        permits_.release();
      });
    } catch (...) {
      permits_.release();
      throw;
    }
  }
  void keep(std::exception_ptr thrown) {
    const std::lock_guard lock(mutex_);
    if (!first_) first_ = std::move(thrown);
  }
  std::size_t submitted() {
    const std::lock_guard lock(mutex_);
    return threads_.size();
  }

  std::counting_semaphore<> permits_;
  std::mutex mutex_;
  std::exception_ptr first_;
  std::vector<std::jthread> threads_;  // never reallocates: capacity is reserved for all tasks
};

}  // namespace gauntlet::peers
