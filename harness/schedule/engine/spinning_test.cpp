// Correct code that spins or polls must never reach the step limit, and a yield must hide no schedule.

#include <gtest/gtest.h>
#include <sched.h>
#include <semaphore.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// Runs the same function in several threads.
template <class F>
void in_threads(int count, F f) {
  std::vector<std::thread> all;
  for (int i = 0; i < count; ++i) all.emplace_back(f);
  for (auto& each : all) each.join();
}

class spinning : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!atomics_are_points()) GTEST_SKIP() << "a spin has no scheduling point in this flavour";
  }
  void expect_no_step_limit(std::uint32_t schedules, const std::function<void()>& body) {
    const auto tally = run_schedules(*chooser_, schedules, body);
    EXPECT_EQ(tally.done, tally.schedules());
  }
  std::unique_ptr<strategy> chooser_ = strategy_named(GetParam());
};

TEST_P(spinning, two_threads_that_spin_do_not_starve_a_third) {
  expect_no_step_limit(300, [] {
    std::atomic<bool> ready{false};
    std::thread waits([&] {
      while (!ready.load()) {
      }
    });
    std::thread stores([&] { ready.store(true); });
    while (!ready.load()) {
    }
    waits.join();
    stores.join();
  });
}

template <class Pause>
void increment_under_a_test_and_set_lock(int threads, Pause pause) {
  std::atomic<int> taken{0};
  int n = 0;
  in_threads(threads, [&] {
    for (int i = 0; i < 3; ++i) {
      while (taken.exchange(1) != 0) pause();
      n = n + 1;
      taken.store(0);
    }
  });
  EXPECT_EQ(n, 3 * threads);
}

TEST_P(spinning, a_test_and_set_lock_is_no_livelock) {
  for (int threads = 2; threads <= 4; ++threads) {
    expect_no_step_limit(100, [threads] { increment_under_a_test_and_set_lock(threads, [] {}); });
    expect_no_step_limit(100, [threads] { increment_under_a_test_and_set_lock(threads, sched_yield); });
  }
}

TEST_P(spinning, failed_compare_exchanges_and_try_locks_are_spins) {
  expect_no_step_limit(100, [] {
    std::atomic<bool> taken{false};
    std::mutex mutex;
    in_threads(3, [&] {
      for (bool free = false; !taken.compare_exchange_strong(free, true); free = false) {
      }
      taken.store(false);
      while (!mutex.try_lock()) {
      }
      mutex.unlock();
    });
  });
}

// Two threads that change an object all the time look like progress. The fairness bound ends it. Under depth
// first the two can prevent each other without end; that schedule is too long.
TEST_P(spinning, a_thread_is_not_starved_by_updates_that_cancel_out) {
  if (GetParam() == "depth first") GTEST_SKIP();
  expect_no_step_limit(30, [] {
    std::atomic<int> entered{1};  // taken at the begin
    std::thread leaves([&] { entered.fetch_sub(1); });
    in_threads(2, [&] {
      while (entered.fetch_add(1) != 0) entered.fetch_sub(1);
      entered.fetch_sub(1);
    });
    leaves.join();
  });
}

TEST_P(spinning, a_bounded_spin_before_a_wait_is_no_livelock) {
  expect_no_step_limit(3, [] {
    std::atomic<int> count{0};
    sem_t sleepers;
    sem_init(&sleepers, 0, 0);
    const auto wait = [&] {
      for (int i = 0; i < 10'000; ++i)
        if (int old = count.load(); old > 0 && count.compare_exchange_strong(old, old - 1)) return;
      if (count.fetch_sub(1) <= 0) sem_wait(&sleepers);
    };
    const auto post = [&] {
      if (count.fetch_add(1) < 0) sem_post(&sleepers);
    };
    std::thread one(wait), two(wait);
    while (count.load() > -2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    post();
    post();
    one.join();
    two.join();
    sem_destroy(&sleepers);
  });
}

TEST_P(spinning, virtual_time_passes_while_a_thread_spins) {
  expect_no_step_limit(100, [] {
    std::atomic<bool> ready{false};
    std::thread sleeper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      ready = true;
    });
    while (!ready) {
    }
    sleeper.join();
  });
}

INSTANTIATE_TEST_SUITE_P(strategies, spinning, testing::ValuesIn(strategy_names()), strategy_as_test_name());

/// A lock whose second attempt always succeeds: the expected value is overwritten by the first failure.
/// Returns whether two threads were inside at the same time. Source: aristocratos/btop, issue 1649.
template <class Pause>
bool enter_at_the_second_attempt(Pause pause) {
  std::atomic<bool> taken{false};
  std::atomic<int> inside{0};
  bool both = false;
  in_threads(2, [&] {
    bool free = false;
    while (!taken.compare_exchange_strong(free, true)) pause();
    if (inside.fetch_add(1) != 0) both = true;
    inside.fetch_sub(1);
    taken.store(false);
  });
  return both;
}

class pausing : public testing::TestWithParam<std::string> {};

TEST_P(pausing, hides_no_schedule) {
  if (!atomics_are_points()) GTEST_SKIP();
  const auto count = [](auto pause) {
    bool found = false;
    const auto chooser = strategy_named(GetParam());
    run_schedules(*chooser, 5'000, [&] { found = enter_at_the_second_attempt(pause) || found; }, {},
                  {.timeouts = 2});
    return found;
  };
  EXPECT_TRUE(count([] {})) << "no pause";
  EXPECT_TRUE(count(sched_yield)) << "yield";
  EXPECT_TRUE(count([] { std::this_thread::sleep_for(std::chrono::microseconds(1)); })) << "sleep";
}

INSTANTIATE_TEST_SUITE_P(strategies, pausing, testing::Values("random walk", "PCT", "POS", "depth first"),
                         strategy_as_test_name());

}  // namespace
}  // namespace gauntlet::schedule
