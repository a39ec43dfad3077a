#include "harness/plan/themes/cancelling.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(cancelling, a_task_that_waits_sometimes_checks_again) {
  const auto can = all_capabilities();
  draft d(1, can, 100);
  int again = 0;
  for (int i = 0; i < 200; ++i) {
    task task;
    themes::await_cancel(d, task);
    EXPECT_EQ(task.steps[0].kind, step_kind::await_cancel);
    again += has(task, step_kind::check) ? 1 : 0;
  }
  EXPECT_GT(again, 20);
  EXPECT_LT(again, 100);
}

TEST(cancelling, a_task_that_cancels_sometimes_checks_afterwards) {
  const auto can = all_capabilities();
  draft d(1, can, 100);
  int checks = 0;
  for (int i = 0; i < 200; ++i) {
    const auto task = themes::task_that_cancels(d);
    EXPECT_EQ(task.steps[0].kind, step_kind::cancel_parent);
    checks += has(task, step_kind::check) ? 1 : 0;
  }
  EXPECT_GT(checks, 60);
  EXPECT_LT(checks, 140);
}

}  // namespace
}  // namespace gauntlet::plan
