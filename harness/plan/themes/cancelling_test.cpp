#include "harness/plan/themes/cancelling.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(cancelling, a_task_that_waits_looks_again_now_and_then) {
  const auto can = everything();
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

TEST(cancelling, a_canceller_cancels_and_may_look_after_it) {
  const auto can = everything();
  draft d(1, can, 100);
  int looks = 0;
  for (int i = 0; i < 200; ++i) {
    const auto task = themes::canceller(d);
    EXPECT_EQ(task.steps[0].kind, step_kind::cancel_parent);
    looks += has(task, step_kind::check) ? 1 : 0;
  }
  EXPECT_GT(looks, 60);
  EXPECT_LT(looks, 140);
}

}  // namespace
}  // namespace gauntlet::plan
