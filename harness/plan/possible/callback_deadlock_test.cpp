#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"
#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// Task 0 waits for cancellation. Task 1 registers a callback that waits for task 0.
plan plan_with_waiting_callback() {
  plan p = plan_with_tasks(3);
  p.context = true;
  p.tasks[0].steps = {{step_kind::await_cancel, 0}};
  p.tasks[1].steps = {{step_kind::callback, callback_value(callback_action::await_task, 0)}};
  p.tasks[2].end = ending::fail;
  return p;
}

TEST(callback_deadlock, allows_a_callback_to_wait_for_an_earlier_task_that_waits_for_cancellation) {
  EXPECT_EQ(callback_deadlock(plan_with_waiting_callback()), std::nullopt);
  EXPECT_EQ(why_impossible(plan_with_waiting_callback(), all_capabilities()), std::nullopt);
}

TEST(callback_deadlock, rejects_a_task_that_may_run_the_callback_itself) {
  auto p = plan_with_waiting_callback();
  p.tasks[0].steps.push_back({step_kind::cancel_parent, 0});
  EXPECT_NE(callback_deadlock(p), std::nullopt);
  p = plan_with_waiting_callback();
  p.tasks[0].steps.clear();
  EXPECT_NE(callback_deadlock(p), std::nullopt);
  p = plan_with_waiting_callback();
  p.tasks[1].steps[0].value = callback_value(callback_action::await_task, 2);
  EXPECT_NE(callback_deadlock(p), std::nullopt);
}

TEST(callback_deadlock, rejects_a_task_that_may_not_run) {
  auto p = plan_with_waiting_callback();
  p.limit = 2;
  EXPECT_NE(callback_deadlock(p), std::nullopt);
  p = plan_with_waiting_callback();
  p.faults.thread_create_fails_at = 1;
  EXPECT_NE(callback_deadlock(p), std::nullopt);
  p = plan_with_waiting_callback();
  p.driver[0].kind = driver_kind::try_submit;
  EXPECT_NE(callback_deadlock(p), std::nullopt);
}

TEST(callback_deadlock, rejects_a_callback_of_the_driver_that_waits_for_a_task) {
  auto p = plan_with_waiting_callback();
  p.driver.insert(p.driver.begin(), {driver_kind::callback, callback_value(callback_action::await_task, 0)});
  EXPECT_NE(callback_deadlock(p), std::nullopt);
}

TEST(uses_destroyed_group, rejects_a_task_that_submits_to_a_group_that_is_destroyed_while_it_runs) {
  auto p = plan_with_tasks(2);
  p.undrained = true;
  EXPECT_EQ(uses_destroyed_group(p), std::nullopt);
  p.tasks[0].steps = {{step_kind::submit, 1}};
  EXPECT_NE(uses_destroyed_group(p), std::nullopt);
  p.undrained = false;
  EXPECT_EQ(uses_destroyed_group(p), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
