#include "harness/schedule/strategies/racy_bodies.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace gauntlet::schedule {

bool lose_an_update() {
  std::atomic<int> n{0};
  const auto add = [&] { n.store(n.load() + 1); };
  std::thread a(add), b(add);
  a.join();
  b.join();
  return n.load() != 2;
}

void lose_a_wakeup() {
  std::mutex mutex;
  std::condition_variable changed;
  bool set = false;
  std::thread waiter([&] {
    bool done = false;
    {
      const std::lock_guard lock(mutex);
      done = set;
    }
    std::unique_lock lock(mutex);
    if (!done) changed.wait(lock);
  });
  {
    const std::lock_guard lock(mutex);
    set = true;
    changed.notify_one();
  }
  waiter.join();
}

void poll(int locks, bool never) {
  std::mutex mutex;
  bool ready = false;
  std::thread works([&] {
    for (int i = 0; i < locks; ++i) mutex.lock(), mutex.unlock();
    const std::lock_guard lock(mutex);
    ready = !never;
  });
  for (bool seen = false; !seen; std::this_thread::yield()) {
    const std::lock_guard lock(mutex);
    seen = ready;
  }
  works.join();
}

}  // namespace gauntlet::schedule
