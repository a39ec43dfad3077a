#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(several_callbacks, of_one_actor_are_refused) {
  plan p = submits_of(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::callback, 0}};
  p.driver.insert(p.driver.begin(), {driver_kind::callback, 0});
  EXPECT_EQ(several_callbacks(p), std::nullopt);
  p.driver.insert(p.driver.begin(), {driver_kind::callback, 0});
  EXPECT_EQ(several_callbacks(p), "driver registers several callbacks; take one");
  p.tasks[1].steps.push_back({step_kind::callback, 1});
  EXPECT_EQ(several_callbacks(p), "tasks[1] registers several callbacks; take one");
}

}  // namespace
}  // namespace gauntlet::plan
