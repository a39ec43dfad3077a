#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(self_deadlock, allows_fewer_submitting_tasks_than_the_limit) {
  plan p = plan_with_tasks(3);
  p.tasks[0].steps = {{step_kind::submit, 2}};
  p.driver.erase(p.driver.begin() + 2);
  EXPECT_EQ(self_deadlock(p), std::nullopt);
  p.limit = 2;
  EXPECT_EQ(self_deadlock(p), std::nullopt);
  p.limit = 1;
  EXPECT_TRUE(self_deadlock(p));
  p.tasks[0].steps[0].kind = step_kind::try_submit;
  EXPECT_EQ(self_deadlock(p), std::nullopt);
}

TEST(self_deadlock, rejects_tasks_that_block_and_a_limit_that_changes) {
  plan p = plan_with_tasks(2);
  p.tasks[0].steps = {{step_kind::submit, 1}};
  p.limit = 3;
  EXPECT_EQ(self_deadlock(p), std::nullopt);
  p.tasks[1].steps = {{step_kind::gate, 0}};
  EXPECT_TRUE(self_deadlock(p));
  p.tasks[1].steps.clear();
  p.driver.insert(p.driver.begin(), {driver_kind::set_limit, 3});
  EXPECT_TRUE(self_deadlock(p));
}

TEST(insufficient_concurrency, leaves_one_body_free) {
  plan p = plan_with_tasks(3);
  auto can = all_capabilities();
  can.concurrency = 3;
  p.tasks[0].steps = p.tasks[1].steps = {{step_kind::rendezvous, 0}};
  EXPECT_EQ(insufficient_concurrency(p, can), std::nullopt);
  p.tasks[2].steps = {{step_kind::gate, 0}};
  EXPECT_NE(insufficient_concurrency(p, can).value().find("need 4 bodies to run at the same time"),
            std::string::npos);
}

TEST(never_ends, rejects_a_rendezvous_with_a_task_whose_submit_may_fail) {
  plan p;
  p.tasks = {{0, {{step_kind::rendezvous, 0}}, ending::ok, error_shape::leaf},
             {0, {{step_kind::rendezvous, 0}}, ending::ok, error_shape::leaf}};
  p.driver = {{driver_kind::submit, 0}, {driver_kind::submit, 1}, {driver_kind::wait, 1}};
  EXPECT_EQ(why_impossible(p, all_capabilities()), std::nullopt);
  p.faults.allocation_fails_at = 3;
  EXPECT_TRUE(why_impossible(p, all_capabilities()));
  for (auto& task : p.tasks) task.steps.clear();
  EXPECT_EQ(why_impossible(p, all_capabilities()), std::nullopt);
  p.faults.thread_create_fails_at = 1;
  EXPECT_NE(why_impossible(p, all_capabilities()).value().find("remove one of the two"), std::string::npos);
}

TEST(never_ends, uses_the_limit_that_is_built_into_the_subject) {
  plan p = plan_with_tasks(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  auto can = all_capabilities();
  EXPECT_EQ(never_ends(p, can), std::nullopt);
  can.fixed_limit = 1;
  EXPECT_TRUE(never_ends(p, can));
}

}  // namespace
}  // namespace gauntlet::plan
