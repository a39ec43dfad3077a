#include "harness/schedule/injection.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

/// Returns how long a thread that works for the task stays at the point, in virtual time.
microseconds delay_at(std::uint8_t point, std::int32_t task = -1) {
  steady_clock::duration took{};
  run_once([&] {
    set_current_task(task);
    const auto start = steady_clock::now();
    reach(point);
    took = steady_clock::now() - start;
  });
  return std::chrono::duration_cast<microseconds>(took);
}

class injection : public testing::Test {
 protected:
  void TearDown() override { arm({}); }
};

TEST_F(injection, delays_every_thread_at_an_armed_point) {
  const armed_delay delay{3, -1, 500};
  arm({&delay, 1});
  EXPECT_EQ(delay_at(3), microseconds(500));
  EXPECT_EQ(delay_at(3, 7), microseconds(500));
  EXPECT_EQ(delay_at(4), microseconds(0));
}

TEST_F(injection, delays_only_the_threads_of_an_armed_task) {
  const armed_delay delay{max_points - 1, 2, 500};
  arm({&delay, 1});
  EXPECT_EQ(delay_at(max_points - 1, 2), microseconds(500));
  EXPECT_EQ(delay_at(max_points - 1, 1), microseconds(0));
  EXPECT_EQ(delay_at(max_points - 1), microseconds(0));
}

TEST_F(injection, keeps_the_first_eight_delays_of_a_point) {
  const std::vector<armed_delay> delays(9, armed_delay{0, -1, 100});
  arm(delays);
  EXPECT_EQ(delay_at(0), microseconds(800));
}

TEST_F(injection, forgets_the_delays_of_an_earlier_case) {
  const armed_delay delay{3, -1, 500};
  arm({&delay, 1});
  arm({});
  EXPECT_EQ(delay_at(3), microseconds(0));
}

TEST_F(injection, makes_each_point_a_step_under_control) {
  const auto without = run_once([] {}).steps;
  EXPECT_EQ(run_once([] { reach(0); }).steps, without + 1);
}

TEST_F(injection, counts_threads_that_reach_a_point_after_the_points_are_closed) {
  arm({});
  reach(0);
  EXPECT_EQ(late_reaches(), 0u);
  close_points();
  reach(0);
  reach(1);
  EXPECT_EQ(late_reaches(), 2u);
  arm({});
  EXPECT_EQ(late_reaches(), 0u);
}

TEST_F(injection, works_for_the_submitted_task_during_the_submit_only) {
  set_current_task(4);
  {
    const on_behalf_of submitted(9);
    EXPECT_EQ(current_task(), 9);
  }
  EXPECT_EQ(current_task(), 4);
  set_current_task(-1);
}

}  // namespace
}  // namespace gauntlet::schedule
