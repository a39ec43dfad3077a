// Replays of gauntlet::explore in a new process.

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <mutex>
#include <thread>

#include "gauntlet/explore_gtest.hpp"

namespace gauntlet {
namespace {

bool in_the_new_process() { return std::getenv("GAUNTLET_REPLAY_REQUEST") != nullptr; }

class explore_replays : public testing::Test {
 protected:
  /// Explores as GAUNTLET_EXPLORE does, but returns the result.
  static explore_result explored(const std::function<void()>& body,
                                 const std::function<bool()>& has_failed = {}) {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    explore_options how;
    how.test = std::string(test->test_suite_name()) + "." + test->name();
    return explore(how, body, has_failed);
  }
};

/// Two threads that lock two mutexes in opposite orders.
void lock_in_both_orders() {
  std::mutex a, b;
  std::thread one([&] { const std::lock_guard first(a), second(b); });
  std::thread two([&] { const std::lock_guard first(b), second(a); });
  one.join();
  two.join();
}

TEST_F(explore_replays, reproduce_a_failure) {
  const auto found = explored(lock_in_both_orders);
  ASSERT_TRUE(found.failed);
  EXPECT_EQ(found.replayed, replay_check::same);
  EXPECT_EQ(found.replay_note, "verified: a new process replayed it with the same result");
  EXPECT_NE(describe(found).find("to replay it, set GAUNTLET_REPLAY=" + found.token + "\nverified: "),
            std::string::npos);
}

// The call stacks of the new process show where in the program a thread waits, not only where in a library.
TEST_F(explore_replays, name_the_lines_at_which_threads_wait) {
  const auto found = explored(lock_in_both_orders);
  EXPECT_NE(found.why.find("thread 0 joins thread 1, since step "), std::string::npos) << found.why;
  EXPECT_EQ(found.why.find("in a shared library"), std::string::npos) << found.why;
}

TEST_F(explore_replays, reproduce_a_failure_of_the_second_call_in_a_test) {
  EXPECT_FALSE(explored([] {}).failed);
  EXPECT_EQ(explored(lock_in_both_orders).replayed, replay_check::same);
}

TEST_F(explore_replays, reproduce_a_failure_after_an_initialisation_at_the_first_use) {
  const auto found = explored([] {
    static std::once_flag once;
    std::call_once(once, [] {
      std::mutex mutex;
      for (int i = 0; i < 8; ++i) mutex.lock(), mutex.unlock();
    });
    lock_in_both_orders();
  });
  ASSERT_TRUE(found.failed);
  EXPECT_EQ(found.replayed, replay_check::same) << found.replay_note;
}

TEST_F(explore_replays, say_at_which_step_they_differ) {
  const auto found = explored([] {
    if (in_the_new_process()) std::thread([] {}).join();
    lock_in_both_orders();
  });
  ASSERT_TRUE(found.failed);
  EXPECT_EQ(found.replayed, replay_check::different);
  EXPECT_EQ(found.replay_note.find("not deterministic: the replay in a new process differed at step "), 0u)
      << found.replay_note;
  EXPECT_NE(found.replay_note.find("\n  recorded: thread "), std::string::npos) << found.replay_note;
  EXPECT_NE(found.replay_note.find("\n  replayed: thread "), std::string::npos) << found.replay_note;
  EXPECT_NE(describe(found).find("its token may not replay it: GAUNTLET_REPLAY="), std::string::npos);
}

TEST_F(explore_replays, say_that_the_same_steps_did_not_fail) {
  const auto found = explored([] { std::thread([] {}).join(); }, [] { return !in_the_new_process(); });
  EXPECT_EQ(found.replay_note,
            "not deterministic: a new process made the same steps, but the schedule passed");
}

TEST_F(explore_replays, say_that_the_schedule_crashed_instead) {
  const auto found = explored(
      [] {
        if (in_the_new_process()) std::abort();
      },
      [] { return true; });
  EXPECT_EQ(found.replayed, replay_check::different) << found.replay_note;
}

TEST_F(explore_replays, can_be_switched_off) {
  explore_options how;
  how.verify = false;
  const auto found = explore(how, lock_in_both_orders);
  EXPECT_EQ(found.replayed, replay_check::not_tried);
  EXPECT_EQ(found.replay_note, "");
}

TEST_F(explore_replays, run_in_a_test_that_uses_the_macro) {
  EXPECT_NONFATAL_FAILURE(GAUNTLET_EXPLORE({}, lock_in_both_orders), "\nverified: ");
}

TEST(first_run, precedes_the_schedules) {
  int runs = 0;
  explore_options how;
  how.schedules = 5;
  how.strategies = {"random walk"};
  EXPECT_EQ(explore(how, [&] { ++runs; }).schedules, 5u);
  EXPECT_EQ(runs, 6);
}

TEST(first_run, is_the_result_if_it_fails) {
  explore_options how;
  how.verify = false;
  const auto found = explore(how, [] {}, [] { return true; });
  EXPECT_EQ(found.strategy, "first run");
  EXPECT_EQ(found.schedules, 1u);
  EXPECT_EQ(found.token, "3:");
}

TEST(nested_explore, is_refused_with_a_sentence) {
  explore_options how;
  how.verify = false;
  explore_result inner;
  const auto outer = explore(how, [&] { inner = explore({}, [] {}); });
  EXPECT_TRUE(inner.failed);
  EXPECT_EQ(inner.schedules, 0u);
  EXPECT_TRUE(outer.failed);
  EXPECT_EQ(outer.why, inner.why);
  EXPECT_EQ(describe(inner), inner.why);
}

TEST(explore_on_two_threads, is_refused_with_a_sentence) {
  explore_options how;
  how.schedules = 1;
  const auto nested = [&] {
    bool refused = false;
    std::thread([&] {
      try {
        (void)explore(how, [] {});
      } catch (const std::logic_error&) {
        refused = true;
      }
    }).join();
    return !refused;
  };
  EXPECT_FALSE(explore(how, [] {}, nested).failed);
}

}  // namespace
}  // namespace gauntlet
