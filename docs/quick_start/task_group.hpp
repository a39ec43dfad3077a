// The group to be judged. It has a bug, which the report shows and fix.diff cures.
#pragma once

#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

/// Starts a thread for each task. `wait` joins them all, and throws the first error that a task threw.
class task_group {
 public:
  template <class Task>
  void start(Task task) {
    threads_.emplace_back([this, task = std::move(task)]() mutable {
      try {
        task();
      } catch (...) {
        keep(std::current_exception());
      }
    });
  }

  void wait() {
    threads_.clear();  // a std::jthread joins
    if (first_) std::rethrow_exception(first_);
  }

 private:
  void keep(std::exception_ptr error) {
    if (first_) return;
    const std::lock_guard lock(mutex_);
    first_ = std::move(error);
  }

  std::mutex mutex_;
  std::exception_ptr first_;
  std::vector<std::jthread> threads_;
};
