// Time-outs that expire although another thread could run (schedule_faults::timeouts).

#include <gtest/gtest.h>
#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/random_walk.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::schedule {
namespace {

using std::chrono::milliseconds;

/// Returns in how many schedules the body returns true, with at most `timeouts` early time-outs.
std::uint32_t count(std::uint32_t timeouts, bool (*body)(), const char* strategy = "random walk",
                    std::uint32_t schedules = 500) {
  std::uint32_t out = 0;
  const auto chooser = strategy_named(strategy);
  const auto counted = [&] { out += body() ? 1 : 0; };
  EXPECT_EQ(run_schedules(*chooser, schedules, counted, {}, {.timeouts = timeouts}).done, schedules);
  return out;
}

bool times_out_before_the_notification() {
  std::mutex m;
  std::condition_variable c;
  bool ready = false, timed_out = false;
  std::thread notifier([&] {
    const std::lock_guard lock(m);
    ready = true;
    c.notify_one();
  });
  {
    std::unique_lock lock(m);
    timed_out = !c.wait_for(lock, milliseconds(1), [&] { return ready; });
  }
  notifier.join();
  return timed_out;
}

bool times_out_while_the_owner_can_run() {
  std::timed_mutex m;
  bool timed_out = false;
  std::thread owner([&] {
    const std::lock_guard lock(m);
    std::mutex other;
    for (int i = 0; i < 5; ++i) other.lock(), other.unlock();
  });
  if (m.try_lock_for(milliseconds(1)))
    m.unlock();
  else
    timed_out = true;
  owner.join();
  return timed_out;
}

/// Returns whether the sleep ends while the other thread is between its first and its last step.
bool sleeps_less_than_another_thread_works() {
  std::mutex m;
  int step = 0;
  std::thread busy([&] {
    for (int i = 1; i <= 20; ++i) {
      const std::lock_guard lock(m);
      step = i;
    }
  });
  std::this_thread::sleep_for(milliseconds(1));
  m.lock();
  const bool between = step > 0 && step < 20;
  m.unlock();
  busy.join();
  return between;
}

bool acquires_too_late() {
  std::counting_semaphore<1> s{0};
  std::thread giver([&] {
    std::mutex m;
    for (int i = 0; i < 5; ++i) m.lock(), m.unlock();
    s.release();
  });
  const bool late = !s.try_acquire_for(milliseconds(1));
  giver.join();
  return late;
}

TEST(timeouts, race_with_the_threads_that_can_run) {
  EXPECT_GT(count(1, times_out_before_the_notification), 0u);
  EXPECT_GT(count(1, times_out_while_the_owner_can_run), 0u);
  EXPECT_GT(count(1, sleeps_less_than_another_thread_works), 0u);
  // The thread spins before it waits, so that it rarely waits while the other thread can run.
  EXPECT_GT(count(1, acquires_too_late, "PCT", 20'000), 0u);
}

TEST(timeouts, wait_until_no_thread_can_run_by_default) {
  for (const auto body : {times_out_before_the_notification, times_out_while_the_owner_can_run,
                          sleeps_less_than_another_thread_works})
    EXPECT_EQ(count(0, body), 0u);
}

TEST(timeouts, replay) {
  random_walk chooser;
  bool ever_late = false;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    bool late = false;
    const auto body = [&late] { late = times_out_before_the_notification(); };
    chooser.begin({seed, 0});
    const auto first = run_schedule(chooser, body, {}, {.timeouts = 1});
    const bool was_late = late;
    ever_late = ever_late || late;
    const auto decisions = last_decisions();
    replayed same(decisions.data(), static_cast<std::uint32_t>(decisions.size()));
    same.begin({});
    const auto again = run_schedule(same, body, {}, {.timeouts = 1});
    ASSERT_EQ(same.diverged_at(again.steps), replayed::never);
    ASSERT_EQ(again.fingerprint, first.fingerprint) << seed;
    ASSERT_EQ(late, was_late) << seed;
  }
  EXPECT_TRUE(ever_late);
}

TEST(timeouts, never_end_a_sleep_without_end) {
  const auto out = run_once([] { std::this_thread::sleep_for(std::chrono::nanoseconds::max()); });
  EXPECT_EQ(out.how, ending::deadlock);
  ASSERT_EQ(waiting_threads().size(), 1u);
  EXPECT_EQ(waiting_threads()[0].before.kind, op::sleep);
}

// POSIX allows spurious wake-ups for condition variables only, futex(2) for futexes.
TEST(spurious_wakeups, do_not_end_barriers_and_sleeps) {
  random_walk chooser;
  const auto body = [] {
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, nullptr, 2);
    int arrived = 0;
    const auto arrive = [&] {
      ++arrived;
      pthread_barrier_wait(&barrier);
      EXPECT_EQ(arrived, 2);
    };
    std::thread one(arrive), two(arrive);
    one.join();
    two.join();
    const auto start = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(milliseconds(5));
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(5));
    pthread_barrier_destroy(&barrier);
  };
  EXPECT_EQ(run_schedules(chooser, 300, body, {}, {.spurious_wakeups = 3}).done, 300u);
}

}  // namespace
}  // namespace gauntlet::schedule
