// Locks that spin for a bounded time and then block.

#include <linux/futex.h>
#include <semaphore.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>

#include "scenarios/decoys/bodies/registry.hpp"
#include "scenarios/decoys/bodies/threads.hpp"

namespace gauntlet::decoys {
namespace {

constexpr int most_spins = 4;

/// A semaphore that is used only under contention: B. Schillings, "Be engineering insights: Benaphores", Be
/// Newsletter 1(26), 1996.
struct benaphore {
  std::atomic<int> users{0};
  sem_t semaphore;

  benaphore() { sem_init(&semaphore, 0, 0); }
  ~benaphore() { sem_destroy(&semaphore); }
  benaphore(const benaphore&) = delete;
  benaphore& operator=(const benaphore&) = delete;

  void lock(int) {
    for (int i = 0; i < most_spins; ++i) {
      int none = 0;
      if (users.compare_exchange_strong(none, 1, std::memory_order_acquire)) return;
      __builtin_ia32_pause();
    }
    if (users.fetch_add(1, std::memory_order_acq_rel) == 0) return;
    while (sem_wait(&semaphore) != 0) {  // EINTR
    }
  }
  void unlock(int) {
    if (users.fetch_sub(1, std::memory_order_acq_rel) > 1) sem_post(&semaphore);
  }
};

/// The mutex of U. Drepper, "Futexes are tricky", 2011, section 6 ("Mutex, Take 3"), with a bounded spin in
/// front. The word is 0: free; 1: taken; 2: taken, and threads may wait.
struct futex_mutex {
  std::atomic<int> word{0};

  void lock(int) {
    if (spins_until_taken()) return;
    while (word.exchange(2, std::memory_order_acquire) != 0) wait();
  }
  void unlock(int) {
    if (word.exchange(0, std::memory_order_release) == 2)
      syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  }

 protected:
  bool spins_until_taken() {
    for (int i = 0; i < most_spins; ++i) {
      int free = 0;
      if (word.compare_exchange_strong(free, 1, std::memory_order_acquire)) return true;
      __builtin_ia32_pause();
    }
    return false;
  }
  void wait() { syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 2, nullptr, nullptr, 0); }
};

/// Incorrect: a thread that was woken takes the lock as if no other thread waited, so its unlock wakes none.
struct forgetful_futex_mutex : futex_mutex {
  void lock(int) {
    while (!spins_until_taken()) {
      int taken = 1;
      if (word.compare_exchange_strong(taken, 2, std::memory_order_relaxed) || taken == 2) wait();
    }
  }
};

/// Spins about as long as earlier spins had to, then blocks: glibc's PTHREAD_MUTEX_ADAPTIVE_NP
/// (nptl/pthread_mutex_lock.c).
struct adaptive_mutex {
  std::mutex mutex;
  std::atomic<int> usual{0};

  void lock(int) {
    const int most = std::min(10, usual.load(std::memory_order_relaxed) * 2 + 4);
    int spins = 0;
    while (!mutex.try_lock()) {
      if (++spins >= most) {
        mutex.lock();
        break;
      }
      __builtin_ia32_pause();
    }
    const int before = usual.load(std::memory_order_relaxed);
    usual.store(before + (spins - before) / 8, std::memory_order_relaxed);
  }
  void unlock(int) { mutex.unlock(); }
};

}  // namespace

std::vector<body> blocking_locks() {
  return {{"spin-then-semaphore", exclude<benaphore, 3, 2>},
          {"spin-then-futex", exclude<futex_mutex, 3, 2>},
          {"adaptive-mutex", exclude<adaptive_mutex, 3, 2>},
          {"futex-forgets-waiter", exclude<forgetful_futex_mutex, 3, 1>, expectation::hangs}};
}

}  // namespace gauntlet::decoys
