#include "gauntlet/explore.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "gauntlet/explore_gtest.hpp"

namespace gauntlet {
namespace {

int balance = 0;

/// Two threads that check the balance, release the lock, and then withdraw: a check-then-act error.
void withdraw_twice() {
  balance = 1;
  std::mutex mutex;
  const auto withdraw = [&] {
    bool enough = false;
    {
      const std::lock_guard lock(mutex);
      enough = balance > 0;
    }
    const std::lock_guard lock(mutex);
    if (enough) --balance;
  };
  std::thread one(withdraw), two(withdraw);
  one.join();
  two.join();
}

void wait_without_a_predicate() {
  std::mutex mutex;
  std::condition_variable changed;
  std::thread waiter([&] {
    std::unique_lock lock(mutex);
    changed.wait(lock);
  });
  {
    const std::lock_guard lock(mutex);
    changed.notify_one();
  }
  waiter.join();
}

TEST(explore, finds_a_failing_schedule_and_replays_it) {
  const auto overdrawn = [] { return balance < 0; };
  const auto found = explore({.verify = false}, withdraw_twice, overdrawn);
  ASSERT_TRUE(found.failed);
  EXPECT_LT(found.schedules, 200u);
  for (int again = 0; again < 20; ++again) {
    explore_options only;
    only.replay = found.token;
    const auto same = explore(only, withdraw_twice, overdrawn);
    EXPECT_TRUE(same.failed);
    EXPECT_EQ(same.schedules, 1u);
    EXPECT_EQ(same.why, "");
  }
}

TEST(explore, does_not_fail_for_a_correct_body) {
  explore_options with;
  with.schedules = 300;
  const auto out = explore(with, [] {
    int sum = 0;
    std::mutex mutex;
    const auto add = [&] {
      const std::lock_guard lock(mutex);
      ++sum;
    };
    std::thread one(add), two(add);
    one.join();
    two.join();
    EXPECT_EQ(sum, 2);
  });
  EXPECT_FALSE(out.failed);
  EXPECT_EQ(out.schedules, 300u);
}

TEST(explore, stops_when_every_schedule_has_run) {
  explore_options with;
  with.strategies = {"depth first"};
  with.schedules = 2'000'000;
  const auto out = explore(with, withdraw_twice);
  EXPECT_TRUE(out.exhausted);
  EXPECT_LT(out.schedules, 2'000'000u) << out.schedules;
}

TEST(explore, describes_the_waiting_threads_of_a_deadlock) {
  const auto found = explore({.verify = false}, wait_without_a_predicate);
  ASSERT_TRUE(found.failed);
  EXPECT_NE(describe(found).find("deadlock: no thread can run\n  thread 0 joins thread 1, since step "),
            std::string::npos);
  EXPECT_NE(describe(found).find("thread 1 waits on a condition variable"), std::string::npos);
}

TEST(explore, reports_the_step_at_which_a_replay_diverges) {
  explore_options only;
  only.replay = "2:ff";
  const auto out = explore(only, withdraw_twice);
  EXPECT_TRUE(out.failed);
  EXPECT_NE(out.why.find("diverged at step"), std::string::npos);
}

TEST(explore, rejects_an_invalid_token_and_an_unknown_strategy) {
  explore_options invalid;
  invalid.replay = "2:x";
  EXPECT_THROW(static_cast<void>(explore(invalid, withdraw_twice)), std::invalid_argument);
  explore_options unknown;
  unknown.strategies = {"luck"};
  EXPECT_THROW(static_cast<void>(explore(unknown, withdraw_twice)), std::invalid_argument);
}

TEST(explore_in_a_test, fails_with_a_token) {
  EXPECT_NONFATAL_FAILURE(GAUNTLET_EXPLORE({}, wait_without_a_predicate), "GAUNTLET_REPLAY=3:");
}

TEST(explore_in_a_test, allows_assertions_in_the_body) {
  GAUNTLET_EXPLORE({}, [] {
    std::thread other([] { EXPECT_TRUE(true); });
    other.join();
  });
}

// A process that crashes in a schedule cannot return a token, so it prints the token.
TEST(explore_deathtest, prints_the_token_of_the_schedule_in_which_the_process_crashed) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto crash = [] { std::thread([] { std::abort(); }).join(); };
  EXPECT_DEATH((void)explore({.schedules = 3, .verify = false}, crash),
               "crashed with SIGABRT in the first run of the body; to replay it, set GAUNTLET_REPLAY=3:");
}

}  // namespace
}  // namespace gauntlet
