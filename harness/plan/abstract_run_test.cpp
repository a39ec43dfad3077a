#include "harness/plan/abstract_run.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(abstract_run, a_wait_for_cancellation_without_a_cause_never_ends) {
  plan p;
  p.context = true;
  p.tasks = {{0, {{step_kind::await_cancel, 0}}, ending::ok, error_shape::leaf}};
  p.driver = {{driver_kind::submit, 0}, {driver_kind::wait, 1}};
  ASSERT_TRUE(why_nonterminating(p));
  EXPECT_NE(why_nonterminating(p)->find("driver[1] would block"), std::string::npos);
  p.tasks.push_back({0, {}, ending::fail, error_shape::leaf});
  p.driver.insert(p.driver.begin() + 1, {driver_kind::submit, 1});
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
}

TEST(abstract_run, a_limit_can_be_set_after_limit_zero_rejected_a_task) {
  plan p;
  p.context = true;
  p.tasks.resize(2);
  p.limit = 0;
  p.driver = {{driver_kind::try_submit, 0},
              {driver_kind::set_limit, 1},
              {driver_kind::submit, 1},
              {driver_kind::wait, 1}};
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
  p.limit = 1;  // the task may be active when the limit is set, so the new limit may be refused
  p.driver[1].value = 0;
  EXPECT_TRUE(why_nonterminating(p));
}

TEST(abstract_run, a_gate_must_be_opened_before_the_wait) {
  plan p = plan_with_tasks(1);
  p.tasks[0].steps = {{step_kind::gate, 3}};
  EXPECT_TRUE(why_nonterminating(p));
  p.driver.push_back({driver_kind::open_gate, 3});
  EXPECT_TRUE(why_nonterminating(p));
  std::swap(p.driver[1], p.driver[2]);
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
}

TEST(abstract_run, a_rendezvous_needs_room_for_all_under_the_limit) {
  plan p = plan_with_tasks(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  p.limit = 2;
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
  p.limit = 1;
  EXPECT_NE(why_nonterminating(p).value().find("driver[1] would block"), std::string::npos);
}

TEST(abstract_run, no_step_may_depend_on_a_submit_that_may_be_rejected) {
  plan p = plan_with_tasks(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  p.limit = 2;
  p.driver[1].kind = driver_kind::try_submit;
  EXPECT_TRUE(why_nonterminating(p));
}

TEST(abstract_run, a_submit_during_a_wait_needs_an_active_task) {
  plan p = plan_with_tasks(2);
  p.driver.insert(p.driver.begin() + 1, {driver_kind::wait_beside, 0});
  EXPECT_NE(why_nonterminating(p).value().find("driver[2] submits while another thread waits"),
            std::string::npos);
  p.tasks[0].steps = {{step_kind::gate, 0}};
  p.driver.insert(p.driver.begin() + 3, {driver_kind::open_gate, 0});
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
}

TEST(abstract_run, the_destructor_of_a_group_cancels_its_context) {
  plan p = plan_with_tasks(1);
  p.context = true;
  p.tasks[0].steps = {{step_kind::await_cancel, 0}};
  p.driver.pop_back();
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
  p.context = false;
  EXPECT_NE(why_nonterminating(p).value().find("tasks[0].steps[0] would block"), std::string::npos);
}

TEST(abstract_run, a_nested_group_ends_when_its_tasks_end) {
  plan p = plan_with_tasks(1);
  p.context = true;
  p.tasks[0].steps = {{step_kind::nest, 1}};
  p.tasks.push_back({1, {{step_kind::await_cancel, 0}}, ending::ok, error_shape::leaf});
  EXPECT_TRUE(why_nonterminating(p));
  p.tasks.push_back({1, {}, ending::fail, error_shape::leaf});
  EXPECT_EQ(why_nonterminating(p), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
