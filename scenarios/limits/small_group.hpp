#pragma once

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace gauntlet::limits {

/// A minimal fail-fast group. Requires: one thread calls `go` and `wait`.
class small_group {
 public:
  template <class F>
  void go(F task) {
    threads_.emplace_back([this, task] {
      const int failure = task();
      if (failure == 0) return;
      const std::lock_guard lock(mutex_);
      if (first_ != 0) return;
      first_ = failure;
      cancelled_.store(true);
    });
  }
  [[nodiscard]] bool cancelled() const { return cancelled_.load(); }
  int wait() {
    for (auto& thread : threads_) thread.join();
    return first_;
  }

 private:
  std::mutex mutex_;
  int first_ = 0;
  std::atomic<bool> cancelled_{false};
  std::vector<std::thread> threads_;
};

}  // namespace gauntlet::limits
