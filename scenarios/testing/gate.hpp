#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace gauntlet::testing {

/// Blocks threads until it is opened. Tests use it instead of sleeping or reading a clock.
/// Lifetime: may be destroyed when every call of `pass` and `open` happens-before the destruction. The
/// waiters are notified under the lock.
class gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  /// Blocks until the gate is open.
  void pass() {
    std::unique_lock lock(mutex_);
    opened_.wait(lock, [this] { return open_; });
  }
  [[nodiscard]] bool is_open() {
    const std::lock_guard lock(mutex_);
    return open_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  bool open_ = false;
};

/// Blocks threads until the expected number has arrived.
class latch {
 public:
  explicit latch(std::size_t expected) : missing_(expected) {}
  /// Counts this thread and blocks until all have arrived.
  void arrive() {
    std::unique_lock lock(mutex_);
    if (--missing_ == 0) complete_.notify_all();
    complete_.wait(lock, [this] { return missing_ == 0; });
  }
  /// Counts this thread without blocking.
  void count_down() {
    const std::lock_guard lock(mutex_);
    if (--missing_ == 0) complete_.notify_all();
  }
  /// Blocks until all have arrived, without counting this thread.
  void wait() {
    std::unique_lock lock(mutex_);
    complete_.wait(lock, [this] { return missing_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable complete_;
  std::size_t missing_;
};

/// Counts the threads inside a section, and their maximum. A thread is inside while its `visit` exists.
class concurrency_counter {
 public:
  class visit {
   public:
    explicit visit(concurrency_counter& of) : of_(of) { of_.enter(); }
    ~visit() { of_.leave(); }
    visit(const visit&) = delete;
    visit& operator=(const visit&) = delete;

   private:
    concurrency_counter& of_;
  };
  [[nodiscard]] std::size_t most() {
    const std::lock_guard lock(mutex_);
    return most_;
  }
  [[nodiscard]] std::size_t visits() {
    const std::lock_guard lock(mutex_);
    return visits_;
  }

 private:
  void enter() {
    const std::lock_guard lock(mutex_);
    ++visits_;
    if (++inside_ > most_) most_ = inside_;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    --inside_;
  }

  std::mutex mutex_;
  std::size_t inside_ = 0, most_ = 0, visits_ = 0;
};

}  // namespace gauntlet::testing
