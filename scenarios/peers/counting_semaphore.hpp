#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <semaphore>
#include <thread>
#include <utility>
#include <vector>

#include "exceptions.hpp"

namespace gauntlet::peers {

/// A std::jthread and a slot for each task, and the permits of a std::counting_semaphore.
class counting_semaphore_adapter {
 public:
  static plan::capabilities promises() {
    plan::capabilities can;
    can.policy = plan::error_policy::all;
    can.limit = can.joins_threads = can.joins_when_destroyed = true;
    can.repeat_wait = can.reuse = false;
    return can;
  }

  explicit counting_semaphore_adapter(const run::setup& how)
      : permits_(how.limit ? static_cast<std::ptrdiff_t>(*how.limit) : unlimited), slots_(how.tasks) {
    threads_.reserve(how.tasks);
  }

  void submit(run::task_call call) {
    permits_.acquire();
    start(std::move(call));
  }
  bool try_submit(run::task_call call) {
    if (!permits_.try_acquire()) return false;
    start(std::move(call));
    return true;
  }
  void wait(run::result& out) {
    threads_.clear();
    for (const auto& slot : slots_) read_exception(slot, out);
  }

 private:
  static constexpr std::ptrdiff_t unlimited = std::numeric_limits<std::int32_t>::max() / 2;

  void start(run::task_call call) {
    try {
      threads_.emplace_back([this, &slot = slots_[threads_.size()], call = std::move(call)]() mutable {
        run::no_cancellation none;
        slot = call_for_exception(call, none);
        permits_.release();
      });
    } catch (...) {
      permits_.release();
      throw;
    }
  }

  std::counting_semaphore<> permits_;
  std::vector<std::exception_ptr> slots_;
  std::vector<std::jthread> threads_;
};

}  // namespace gauntlet::peers
