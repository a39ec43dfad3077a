#include "harness/schedule/interpose/primitives_fixture.hpp"

#include <pthread.h>
#include <semaphore.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <future>
#include <iterator>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace gauntlet::schedule {
namespace {

int plain = 0;

/// Two threads enter critical sections: of one lock if `shared`, otherwise each of its own.
template <class Lock>
void exclude(bool shared) {
  Lock one, two;
  const auto inside = [](Lock& lock) {
    lock.lock();
    touch();
    lock.unlock();
  };
  both([&] { inside(one); }, [&] { inside(shared ? one : two); });
}

/// One thread writes and then signals an object. Another thread waits for the signal and then writes. If not
/// `shared`, the other thread waits for an object that was signalled before both threads began.
template <class Object, class Signal, class Wait>
void hand_over(bool shared, Signal signal, Wait wait) {
  Object one, two;
  signal(two);
  both(
      [&] {
        touch();
        signal(one);
      },
      [&] {
        wait(shared ? one : two);
        touch();
      });
}

struct spin_lock {
  pthread_spinlock_t word;
  spin_lock() { pthread_spin_init(&word, PTHREAD_PROCESS_PRIVATE); }
  ~spin_lock() { pthread_spin_destroy(&word); }
  void lock() { pthread_spin_lock(&word); }
  void unlock() { pthread_spin_unlock(&word); }
};
struct try_mutex {
  std::timed_mutex mutex;
  void lock() {
    while (!mutex.try_lock()) std::this_thread::yield();
  }
  void unlock() { mutex.unlock(); }
};
struct timed_mutex {
  std::timed_mutex mutex;
  void lock() {
    while (!mutex.try_lock_for(std::chrono::seconds(1))) {
    }
  }
  void unlock() { mutex.unlock(); }
};
struct spinning_flag {
  std::atomic<bool> taken{false};
  void lock() {
    while (taken.exchange(true, std::memory_order_acquire)) {
    }
  }
  void unlock() { taken.store(false, std::memory_order_release); }
};
struct posix_semaphore {
  sem_t value;
  posix_semaphore() { sem_init(&value, 0, 0); }
  ~posix_semaphore() { sem_destroy(&value); }
};
struct condition {
  std::mutex mutex;
  std::condition_variable changed;
  bool set = false;
  void signal() {
    const std::lock_guard lock(mutex);
    set = true;
    changed.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return set; });
  }
};
struct future {
  std::promise<void> promise;
};

void barrier_of_pthreads(bool shared) {
  pthread_barrier_t one, two;
  pthread_barrier_init(&one, nullptr, shared ? 2 : 1);
  pthread_barrier_init(&two, nullptr, 1);
  both(
      [&] {
        touch();
        pthread_barrier_wait(&one);
      },
      [&] {
        pthread_barrier_wait(shared ? &one : &two);
        touch();
      });
  pthread_barrier_destroy(&one);
  pthread_barrier_destroy(&two);
}

void once(bool shared) {
  std::once_flag one, two;
  both([&] { std::call_once(one, touch); }, [&] { std::call_once(shared ? one : two, touch); });
}

void reader_and_writer(bool shared) {
  std::shared_mutex one, two;
  both(
      [&] {
        const std::unique_lock lock(one);
        touch();
      },
      [&] {
        const std::shared_lock lock(shared ? one : two);
        const volatile int seen = plain;
        static_cast<void>(seen);
      });
}

void create_and_join(bool shared) {
  std::thread a(touch);
  if (shared) a.join();
  touch();
  if (a.joinable()) a.join();
}

}  // namespace

// volatile, so that the compiler keeps every access.
void touch() { *const_cast<volatile int*>(&plain) = plain + 1; }

void both(const std::function<void()>& first, const std::function<void()>& second) {
  std::thread a(first), b(second);
  a.join();
  b.join();
}

void published(std::memory_order order) {
  std::atomic<int> ready{0};
  both(
      [&] {
        touch();
        ready.store(1, order);
      },
      [&] {
        while (ready.load(std::memory_order_acquire) == 0) std::this_thread::yield();
        touch();
      });
}

void exception_shared_by_two() {
  std::exception_ptr thrown;
  std::thread a([&] {
    try {
      throw std::runtime_error(std::string(100, 'x'));
    } catch (...) {
      thrown = std::current_exception();
    }
  });
  a.join();
  auto one = thrown, two = std::exchange(thrown, nullptr);
  const auto rethrow = [](std::exception_ptr& mine) {
    try {
      std::rethrow_exception(std::exchange(mine, nullptr));
    } catch (const std::exception& seen) {
      if (seen.what()[0] != 'x') std::abort();
    }
  };
  both([&] { rethrow(one); }, [&] { rethrow(two); });
}

const std::vector<primitive>& primitives() {
  static const std::vector<primitive> all = {
      {"mutex", "mutexes", exclude<std::mutex>},
      {"recursive_mutex", "mutexes", exclude<std::recursive_mutex>},
      {"try_lock", "mutexes", exclude<try_mutex>},
      {"timed_lock", "mutexes", exclude<timed_mutex>},
      {"shared_mutex", "rwlocks", exclude<std::shared_mutex>},
      {"spin_lock", "mutexes", exclude<spin_lock>},
      {"spinning_flag", "atomics", exclude<spinning_flag>},
      {"reader_and_writer", "rwlocks", reader_and_writer},
      {"posix_semaphore", "semaphores",
       [](bool shared) {
         hand_over<posix_semaphore>(
             shared, [](auto& s) { sem_post(&s.value); }, [](auto& s) { sem_wait(&s.value); });
       }},
      {"binary_semaphore", "futexes",
       [](bool shared) {
         struct semaphore : std::binary_semaphore {
           semaphore() : std::binary_semaphore(0) {}
         };
         hand_over<semaphore>(shared, [](auto& s) { s.release(); }, [](auto& s) { s.acquire(); });
       }},
      {"condition_variable", "conditions",
       [](bool shared) {
         hand_over<condition>(shared, [](auto& c) { c.signal(); }, [](auto& c) { c.wait(); });
       }},
      {"future", "futexes",
       [](bool shared) {
         hand_over<future>(
             shared, [](auto& f) { f.promise.set_value(); }, [](auto& f) { f.promise.get_future().wait(); });
       }},
      {"latch", "futexes",
       [](bool shared) {
         struct latch : std::latch {
           latch() : std::latch(1) {}
         };
         hand_over<latch>(shared, [](auto& l) { l.count_down(); }, [](auto& l) { l.wait(); });
       }},
      {"atomic_wait", "futexes",
       [](bool shared) {
         struct flag {
           std::atomic<int> set{0};
         };
         hand_over<flag>(
             shared,
             [](auto& f) {
               f.set.store(1, std::memory_order_release);
               f.set.notify_all();
             },
             [](auto& f) { f.set.wait(0, std::memory_order_acquire); });
       }},
      {"pthread_barrier", "semaphores", barrier_of_pthreads},
      {"once", "once", once},
      {"create_and_join", "threads", create_and_join},
  };
  return all;
}

std::vector<primitive> primitives_of(const std::string& file) {
  std::vector<primitive> out;
  std::copy_if(primitives().begin(), primitives().end(), std::back_inserter(out),
               [&](const primitive& each) { return each.file == file; });
  return out;
}

}  // namespace gauntlet::schedule
