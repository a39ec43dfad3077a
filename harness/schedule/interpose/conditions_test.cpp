#include <pthread.h>
#include <time.h>

#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "harness/schedule/interpose/primitives_suite.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

GAUNTLET_EVERY_PRIMITIVE_OF(conditions);

/// Two threads wait, and one is notified. Returns which one wakes up first.
int woken_first(std::uint64_t seed) {
  int first = 0;
  const auto out = run_once(
      [&] {
        std::mutex mutex;
        std::condition_variable changed;
        int waiting = 0;
        const auto wait = [&](int id) {
          std::unique_lock lock(mutex);
          ++waiting;
          changed.wait(lock);
          if (first == 0) first = id;
          changed.notify_one();
        };
        std::thread one(wait, 1), two(wait, 2);
        for (bool both_wait = false; !both_wait; std::this_thread::yield()) {
          const std::lock_guard lock(mutex);
          both_wait = waiting == 2;
        }
        changed.notify_one();
        one.join();
        two.join();
      },
      seed);
  EXPECT_EQ(out.how, ending::done);
  return first;
}

TEST(conditions, signal_can_wake_any_waiting_thread) {
  std::set<int> first;
  for (std::uint64_t seed = 0; seed < 50; ++seed) first.insert(woken_first(seed));
  EXPECT_EQ(first, (std::set<int>{1, 2}));
}

TEST(conditions, broadcast_wakes_all_threads) {
  const auto tally = run_schedules(300, [] {
    std::mutex mutex;
    std::condition_variable changed;
    bool set = false;
    const auto wait = [&] {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return set; });
    };
    std::thread one(wait), two(wait);
    {
      const std::lock_guard lock(mutex);
      set = true;
    }
    changed.notify_all();
    one.join();
    two.join();
  });
  EXPECT_EQ(tally.done, 300u);
}

TEST(conditions, wait_releases_every_level_of_a_recursive_mutex) {
  const auto tally = run_schedules(100, [] {
    std::recursive_mutex recursive;
    pthread_mutex_t* mutex = recursive.native_handle();
    std::condition_variable changed;
    bool set = false;
    pthread_mutex_lock(mutex);
    pthread_mutex_lock(mutex);
    std::thread other([&] {
      const std::lock_guard inside(recursive);
      set = true;
      changed.notify_one();
    });
    while (!set) pthread_cond_wait(changed.native_handle(), mutex);
    pthread_mutex_unlock(mutex);
    std::thread([&] { EXPECT_EQ(pthread_mutex_trylock(mutex), EBUSY); }).join();  // one level is still locked
    pthread_mutex_unlock(mutex);
    other.join();
  });
  EXPECT_EQ(tally.done, 100u);
}

TEST(conditions, wait_times_out_if_no_thread_notifies) {
  const auto tally = run_schedules(100, [] {
    std::mutex mutex;
    std::condition_variable never;
    const std::lock_guard lock(mutex);
    timespec deadline{};
    clock_gettime(CLOCK_REALTIME, &deadline);
    ++deadline.tv_sec;
    EXPECT_EQ(pthread_cond_timedwait(never.native_handle(), mutex.native_handle(), &deadline), ETIMEDOUT);
    EXPECT_EQ(pthread_mutex_trylock(mutex.native_handle()), EBUSY);  // the wait has locked it again
  });
  EXPECT_EQ(tally.done, 100u);
}

}  // namespace
}  // namespace gauntlet::schedule
