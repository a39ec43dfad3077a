// Spin locks on one word. Test-and-set, test-test-and-set, back-off and ticket locks: T. E. Anderson, "The
// performance of spin lock alternatives for shared-memory multiprocessors", IEEE TPDS 1(1), 1990; J. M.
// Mellor-Crummey and M. L. Scott, "Algorithms for scalable synchronization on shared-memory multiprocessors",
// ACM TOCS 9(1), 1991. Yielding and sleeping while spinning: D. R. Butenhof, "Programming with POSIX
// threads", 1997, section 3.5.

#include <sched.h>

#include <chrono>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

/// A test-and-set lock that calls Wait::wait(n) after its n-th failed attempt.
template <class Wait>
struct spin_lock {
  std::atomic<bool> taken{false};

  void lock(int) {
    for (int failures = 0; taken.exchange(true, std::memory_order_acquire); ++failures) Wait::wait(failures);
  }
  void unlock(int) { taken.store(false, std::memory_order_release); }
};

struct busy {
  static void wait(int) {}
};
struct pauses {
  static void wait(int failures) {
    for (int i = 0; i < (1 << (failures < 6 ? failures : 6)); ++i) __builtin_ia32_pause();
  }
};
struct yields {
  static void wait(int) { sched_yield(); }
};
struct sleeps {
  static void wait(int failures) {
    std::this_thread::sleep_for(std::chrono::microseconds(10 << (failures % 4)));
  }
};

struct test_test_and_set {
  std::atomic<bool> taken{false};

  void lock(int) {
    do
      while (taken.load(std::memory_order_relaxed)) __builtin_ia32_pause();
    while (taken.exchange(true, std::memory_order_acquire));
  }
  void unlock(int) { taken.store(false, std::memory_order_release); }
};

/// Incorrect: another thread can take the lock between the test and the set.
struct test_then_set : test_test_and_set {
  void lock(int) {
    while (taken.load(std::memory_order_acquire)) __builtin_ia32_pause();
    taken.store(true, std::memory_order_relaxed);
  }
};

struct ticket_lock {
  std::atomic<unsigned> next{0}, serving{0};

  void lock(int) { wait_for(next.fetch_add(1, std::memory_order_relaxed)); }
  void unlock(int) { serving.store(serving.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

 protected:
  void wait_for(unsigned mine) {
    while (serving.load(std::memory_order_acquire) != mine) __builtin_ia32_pause();
  }
};

/// Incorrect: two threads can draw the same ticket. They enter together, or wait for a ticket that is
/// never served.
struct torn_ticket_lock : ticket_lock {
  void lock(int) {
    const unsigned mine = next.load(std::memory_order_relaxed);
    next.store(mine + 1, std::memory_order_relaxed);
    wait_for(mine);
  }
};

}  // namespace

std::vector<body> spin_locks() {
  return {{"test-and-set", exclude<spin_lock<busy>, 3, 2>},
          {"test-test-and-set", exclude<test_test_and_set, 3, 2>},
          {"ticket-lock", exclude<ticket_lock, 3, 2>},
          {"back-off", exclude<spin_lock<pauses>, 3, 2>},
          {"spin-and-yield", exclude<spin_lock<yields>, 3, 2>},
          {"spin-and-sleep", exclude<spin_lock<sleeps>, 3, 2>},
          {"test-then-set", exclude<test_then_set, 3, 2>, expectation::fails},
          {"torn-ticket", exclude<torn_ticket_lock, 2, 1>, expectation::fails_or_hangs}};
}

}  // namespace gauntlet::decoys
