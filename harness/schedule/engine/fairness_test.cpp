#include "harness/schedule/engine/fairness.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

/// Thread 3 is passed over, unless a test executes its steps.
class fairness_of_two_threads : public testing::Test {
 protected:
  void SetUp() override {
    fair.clear();
    ready.add(0);
    ready.add(3);
  }
  fairness fair;
  thread_set ready;
};

/// Executes steps of thread 0 until another thread must run. Returns the number of steps.
std::uint32_t steps_until_starvation(fairness& fair, const thread_set& ready, thread_id& starving) {
  std::uint32_t steps = 0;
  for (; (starving = fair.starving(ready)) == no_thread && steps < 100'000; ++steps) fair.executes(0);
  return steps;
}

TEST_F(fairness_of_two_threads, gives_a_turn_to_a_thread_that_is_passed_over) {
  thread_id starving = no_thread;
  EXPECT_LE(steps_until_starvation(fair, ready, starving), fairness::bound());
  EXPECT_EQ(starving, 3u);
}

TEST_F(fairness_of_two_threads, passes_no_thread_over_longer_after_it_has_starved) {
  thread_id starving = no_thread;
  std::uint32_t last = steps_until_starvation(fair, ready, starving);
  for (int i = 0; i < 10; ++i) {
    fair.executes(3);
    const auto steps = steps_until_starvation(fair, ready, starving);
    EXPECT_LE(steps, last);
    last = steps;
  }
  EXPECT_LE(last, 3 * 16u);  // three of the shortest periods
}

// The first version gave turns to the three threads with the lowest ids only.
TEST(fairness, gives_a_turn_to_each_of_ten_threads_that_are_passed_over) {
  fairness fair;
  fair.clear();
  thread_set ready;
  for (thread_id id = 0; id <= 10; ++id) ready.add(id);
  std::uint32_t turns[11] = {};
  for (int step = 0; step < 10'000; ++step) {
    const auto starving = fair.starving(ready);
    const thread_id next = starving == no_thread ? 0 : starving;
    ++turns[next];
    fair.executes(next);
  }
  for (thread_id id = 1; id <= 10; ++id) EXPECT_GT(turns[id], 50u) << id;
}

TEST_F(fairness_of_two_threads, leaves_the_choice_to_the_strategy_if_every_thread_runs_sometimes) {
  for (int step = 0; step < 100'000; ++step) {
    ASSERT_EQ(fair.starving(ready), no_thread);
    fair.executes(step % 1000 == 0 ? 3 : 0);
  }
}

}  // namespace
}  // namespace gauntlet::schedule
