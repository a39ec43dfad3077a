#include "harness/plan/plan.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(plan, counts_driver_steps_task_steps_and_delays) {
  plan p = plan_with_tasks(2);
  EXPECT_EQ(count_steps(p), 3u);
  p.tasks[1].steps = {{step_kind::yield, 0}, {step_kind::check, 0}};
  p.delays.emplace_back();
  EXPECT_EQ(count_steps(p), 6u);
}

TEST(plan, ends_with_a_wait_if_one_follows_the_last_submit) {
  plan p = plan_with_tasks(1);
  EXPECT_TRUE(ends_with_a_wait(p));
  p.driver.push_back({driver_kind::rest, 1});
  EXPECT_TRUE(ends_with_a_wait(p));
  p.driver.push_back({driver_kind::try_submit, 0});
  EXPECT_FALSE(ends_with_a_wait(p));
  EXPECT_FALSE(ends_with_a_wait(plan{}));
}

TEST(plan, finds_tasks_that_other_tasks_submit) {
  plan p = plan_with_tasks(3);
  p.tasks[0].steps = {{step_kind::nest, 1}, {step_kind::try_submit, 2}};
  EXPECT_FALSE(submitted_by_a_task(p, 1));
  EXPECT_TRUE(submitted_by_a_task(p, 2));
}

TEST(plan, is_described_line_by_line) {
  plan p = plan_with_tasks(1);
  p.context = true;
  p.limit = 2;
  p.tasks[0] = {0, {{step_kind::gate, 3}}, ending::fail, error_shape::wrapped};
  p.tasks.push_back({1, {}, ending::raise, error_shape::leaf});
  p.delays = {{injection_point::woken, -1, 7}};
  p.faults.move_fails_at = 2;
  std::ostringstream out;
  out << p;
  EXPECT_EQ(out.str(),
            "group: fail-fast, with a context, limit 2\n"
            "task 0: wait at gate 3, return a wrapped error\n"
            "task 1 (of group 1): throw\n"
            "driver: submit task 0, wait, destroy the group\n"
            "fault: a delay of 7 us at 'woken' for any thread\n"
            "fault: move number 2 of a callable inside the submits throws\n");
}

// A step without a description prints "?".
TEST(plan, describes_every_kind_of_step) {
  for (std::uint64_t seed = 0; seed < 500; ++seed)
    for (const auto& line : describe(generate(seed, all_capabilities())))
      ASSERT_EQ(line.find('?'), std::string::npos) << line;
}

}  // namespace
}  // namespace gauntlet::plan
