#pragma once

#include <atomic>
#include <thread>
#include <vector>

namespace gauntlet::decoys {

/// Calls work(0), …, work(count - 1), each on its own thread, and joins the threads.
template <class Work>
void run_threads(int count, Work work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  for (std::thread& thread : threads) thread.join();
}

/// A counter for critical sections. It observes a second thread inside, and its plain member lets
/// ThreadSanitizer observe a lock without acquire or release order.
class guarded_counter {
 public:
  void add_one() {
    if (inside_.fetch_add(1, std::memory_order_relaxed) != 0) shared_.store(true, std::memory_order_relaxed);
    ++value_;
    inside_.fetch_sub(1, std::memory_order_relaxed);
  }
  /// Returns whether the sections excluded each other and were `expected` in number.
  /// Requires: no thread is in a section.
  [[nodiscard]] bool is(int expected) const {
    return !shared_.load(std::memory_order_relaxed) && value_ == expected;
  }

 private:
  std::atomic<int> inside_{0};
  std::atomic<bool> shared_{false};
  int value_ = 0;
};

/// Returns whether the lock excludes threads from each other. Each thread takes it `rounds` times.
/// Requires: Lock has lock(i) and unlock(i) for the thread number i.
template <class Lock>
bool excludes(int threads, int rounds) {
  Lock lock;
  guarded_counter counter;
  run_threads(threads, [&](int me) {
    for (int round = 0; round < rounds; ++round) {
      lock.lock(me);
      counter.add_one();
      lock.unlock(me);
    }
  });
  return counter.is(threads * rounds);
}

/// `excludes` as the `run` of a body.
template <class Lock, int Threads, int Rounds>
bool exclude() {
  return excludes<Lock>(Threads, Rounds);
}

}  // namespace gauntlet::decoys
