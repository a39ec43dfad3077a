#include "gauntlet/explore.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "gauntlet/explore_gtest.hpp"
#include "harness/schedule/plain_accesses.hpp"
#include "harness/schedule/strategies/racy_bodies.hpp"

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

TEST(explore, counts_schedules_that_are_too_long) {
  const explore_options with{.schedules = 10, .limits = {.steps = 200}, .verify = false};
  const auto out = explore(with, [] { schedule::poll(80, false); });
  EXPECT_FALSE(out.failed) << describe(out);
  EXPECT_GT(out.too_long, 0u);
  EXPECT_EQ(out.schedules, 10u);
  const auto text = describe_too_long(out, with);
  EXPECT_NE(text.find(" of 10 schedules were too long (limits.steps = 200)"), std::string::npos) << text;
}

TEST(explore, reports_a_livelock_with_its_limit_and_what_each_thread_does) {
  const explore_options with{.limits = {.steps = 200}, .verify = false};
  const auto found = explore(with, [] { schedule::poll(1, true); });
  ASSERT_TRUE(found.failed);
  EXPECT_TRUE(found.why.starts_with("livelock")) << found.why;
  EXPECT_NE(found.why.find("limits.steps = 200"), std::string::npos) << found.why;
  EXPECT_NE(found.why.find("thread 0 "), std::string::npos) << found.why;
  EXPECT_NE(found.why.find("can run; its last step was"), std::string::npos) << found.why;
  explore_options again{.limits = with.limits, .replay = found.token};
  const auto same = explore(again, [] { schedule::poll(1, true); });
  EXPECT_TRUE(same.why.starts_with("livelock")) << same.why;
}

// A race between plain accesses, without any other scheduling point.
TEST(explore, alternates_points_at_plain_accesses_in_fast) {
  static int n = 0;
  const auto body = [] {
    n = 0;
    const auto add = [] { n = n + 1; };
    std::thread one(add), two(add);
    one.join();
    two.join();
  };
  const auto lost = [] { return n != 2; };
  const bool alternates = schedule::points_at_plain_accesses_are_cheap();
  const auto found = explore({.schedules = 200, .verify = false}, body, lost);
  EXPECT_EQ(found.failed, alternates);
  EXPECT_FALSE(
      explore({.schedules = 200, .verify = false, .alternate_plain_accesses = false}, body, lost).failed);
  if (!alternates) return;
  explore_options again;
  again.replay = found.token;
  EXPECT_TRUE(explore(again, body, lost).failed);
}

TEST(explore, lets_time_outs_race_by_default) {
  bool late = false;
  const auto body = [&] {
    std::mutex mutex;
    std::condition_variable changed;
    bool ready = false;
    std::thread notifier([&] {
      const std::lock_guard lock(mutex);
      ready = true;
      changed.notify_one();
    });
    {
      std::unique_lock lock(mutex);
      late = !changed.wait_for(lock, std::chrono::milliseconds(1), [&] { return ready; });
    }
    notifier.join();
  };
  EXPECT_TRUE(explore({.verify = false}, body, [&] { return late; }).failed);
}

TEST(explore_in_a_test, fails_with_a_token) {
  EXPECT_NONFATAL_FAILURE(GAUNTLET_EXPLORE({}, wait_without_a_predicate), "GAUNTLET_REPLAY=3:");
  bool other_branch = false;
  if (testing::Test::HasFatalFailure())
    GAUNTLET_EXPLORE({}, wait_without_a_predicate);
  else
    other_branch = true;
  EXPECT_TRUE(other_branch) << "the else belongs to the if above";
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
