#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(several_callbacks, rejects_two_callbacks_of_one_actor) {
  plan p = plan_with_tasks(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::callback, 0}};
  p.driver.insert(p.driver.begin(), {driver_kind::callback, 0});
  EXPECT_EQ(several_callbacks(p), std::nullopt);
  p.driver.insert(p.driver.begin(), {driver_kind::callback, 0});
  EXPECT_EQ(several_callbacks(p), "driver registers several callbacks; keep one");
  p.tasks[1].steps.push_back({step_kind::callback, 1});
  EXPECT_EQ(several_callbacks(p), "tasks[1] registers several callbacks; keep one");
}

}  // namespace
}  // namespace gauntlet::plan
