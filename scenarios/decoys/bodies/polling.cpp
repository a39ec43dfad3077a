// Threads that poll a flag or a clock. A shutdown flag between sleeps: the C++ Core Guidelines, CP.200, and
// every service loop. A lock attempt with a deadline: std::timed_mutex::try_lock_until ([thread.timedmutex]),
// here by spinning.

#include <chrono>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

/// Two workers work between sleeps until the main thread tells them to stop.
bool workers_stop() {
  std::atomic<bool> stop{false};
  int rounds[2] = {};
  std::atomic<int> ended{0};
  run_threads(3, [&](int me) {
    if (me == 2) {
      std::this_thread::sleep_for(3ms);
      stop.store(true, std::memory_order_release);
      while (ended.load(std::memory_order_acquire) < 2) std::this_thread::sleep_for(1ms);
      return;
    }
    do {
      ++rounds[me];
      std::this_thread::sleep_for(1ms);
    } while (!stop.load(std::memory_order_acquire));
    ended.fetch_add(1, std::memory_order_release);
  });
  return rounds[0] > 0 && rounds[1] > 0;
}

struct timed_spin_lock {
  std::atomic<bool> taken{false};

  bool try_lock_until(clock::time_point deadline) {
    while (taken.exchange(true, std::memory_order_acquire)) {
      if (clock::now() >= deadline) return false;
      __builtin_ia32_pause();
    }
    return true;
  }
  void unlock() { taken.store(false, std::memory_order_release); }
};

/// Incorrect: ignores that the deadline has passed.
struct impatient_spin_lock : timed_spin_lock {
  bool try_lock_until(clock::time_point deadline) {
    (void)timed_spin_lock::try_lock_until(deadline);
    return true;
  }
};

/// The holder sleeps for as long as the others wait, so each attempt may succeed or time out.
template <class Lock>
bool respects_deadlines() {
  Lock lock;
  guarded_counter counter;
  std::atomic<int> locked{0};
  run_threads(3, [&](int) {
    if (!lock.try_lock_until(clock::now() + 100us)) return;
    std::this_thread::sleep_for(60us);
    counter.add_one();
    locked.fetch_add(1, std::memory_order_relaxed);
    lock.unlock();
  });
  return counter.is(locked.load(std::memory_order_relaxed));
}

}  // namespace

std::vector<body> polling() {
  return {{"polled-shutdown-flag", workers_stop},
          {"spin-until-deadline", respects_deadlines<timed_spin_lock>},
          {"deadline-ignored", respects_deadlines<impatient_spin_lock>, expectation::fails}};
}

}  // namespace gauntlet::decoys
