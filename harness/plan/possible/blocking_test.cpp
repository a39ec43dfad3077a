#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(self_deadlock, takes_fewer_submitters_than_the_limit) {
  plan p = submits_of(3);
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

TEST(self_deadlock, takes_no_task_that_blocks_and_no_limit_that_changes) {
  plan p = submits_of(2);
  p.tasks[0].steps = {{step_kind::submit, 1}};
  p.limit = 3;
  EXPECT_EQ(self_deadlock(p), std::nullopt);
  p.tasks[1].steps = {{step_kind::gate, 0}};
  EXPECT_TRUE(self_deadlock(p));
  p.tasks[1].steps.clear();
  p.driver.insert(p.driver.begin(), {driver_kind::set_limit, 3});
  EXPECT_TRUE(self_deadlock(p));
}

TEST(beyond_concurrency, leaves_one_body_free) {
  plan p = submits_of(3);
  auto can = everything();
  can.concurrency = 3;
  p.tasks[0].steps = p.tasks[1].steps = {{step_kind::rendezvous, 0}};
  EXPECT_EQ(beyond_concurrency(p, can), std::nullopt);
  p.tasks[2].steps = {{step_kind::gate, 0}};
  EXPECT_NE(beyond_concurrency(p, can).value().find("need 4 bodies at once"), std::string::npos);
}

TEST(endless, a_meeting_with_a_task_whose_submit_may_fail_is_impossible) {
  plan p;
  p.tasks = {{0, {{step_kind::rendezvous, 0}}, ending::ok, error_shape::leaf},
             {0, {{step_kind::rendezvous, 0}}, ending::ok, error_shape::leaf}};
  p.driver = {{driver_kind::submit, 0}, {driver_kind::submit, 1}, {driver_kind::wait, 1}};
  EXPECT_EQ(why_impossible(p, everything()), std::nullopt);
  p.faults.allocation_fails_at = 3;
  EXPECT_TRUE(why_impossible(p, everything()));
  for (auto& task : p.tasks) task.steps.clear();
  EXPECT_EQ(why_impossible(p, everything()), std::nullopt);
  p.faults.thread_create_fails_at = 1;
  EXPECT_NE(why_impossible(p, everything()).value().find("drop one of the two"), std::string::npos);
}

TEST(endless, knows_the_limit_that_is_part_of_the_subject) {
  plan p = submits_of(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  auto can = everything();
  EXPECT_EQ(endless(p, can), std::nullopt);
  can.fixed_limit = 1;
  EXPECT_TRUE(endless(p, can));
}

}  // namespace
}  // namespace gauntlet::plan
