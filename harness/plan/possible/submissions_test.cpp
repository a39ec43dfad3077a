#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Returns whether the message contains the fragment.
bool contains(const problem& found, const std::string& fragment) {
  return found && found->find(fragment) != std::string::npos;
}

TEST(not_submitted_once, counts_every_submit) {
  plan p = plan_with_tasks(2);
  EXPECT_EQ(not_submitted_once(p), std::nullopt);
  p.driver[1].value = 0;
  EXPECT_TRUE(contains(not_submitted_once(p), "tasks[0] is submitted 2 times"));
  p.driver.erase(p.driver.begin() + 1);
  EXPECT_TRUE(contains(not_submitted_once(p), "tasks[1] is submitted 0 times"));
  p.tasks[0].steps = {{step_kind::try_submit, 1}};
  EXPECT_EQ(not_submitted_once(p), std::nullopt);
}

TEST(not_submitted_once, allows_tasks_to_submit_only_later_tasks_of_their_group) {
  plan p = plan_with_tasks(2);
  p.tasks[1].steps = {{step_kind::submit, 0}};
  EXPECT_TRUE(contains(not_submitted_once(p), "only tasks of a higher index"));
  p.tasks[1].steps[0].value = 7;
  EXPECT_TRUE(contains(not_submitted_once(p), "names task 7"));
  p.tasks[1].steps.clear();
  p.tasks[0].steps = {{step_kind::nest, 1}, {step_kind::submit, 1}};
  p.tasks[1].group = 1;
  p.driver.erase(p.driver.begin() + 1);
  EXPECT_TRUE(contains(not_submitted_once(p), "of another group"));
}

TEST(not_submitted_once, requires_each_group_to_be_opened_once_by_a_group_of_a_lower_number) {
  plan p = plan_with_tasks(2);
  p.tasks[1].group = 1;
  EXPECT_TRUE(contains(not_submitted_once(p), "driver[1] submits task 1 of a nested group"));
  p.driver.erase(p.driver.begin() + 1);
  EXPECT_TRUE(contains(not_submitted_once(p), "which no nest step opens"));
  p.tasks[0].steps = {{step_kind::nest, 1}};
  EXPECT_EQ(not_submitted_once(p), std::nullopt);
  p.tasks[1].steps = {{step_kind::nest, 1}};
  EXPECT_TRUE(contains(not_submitted_once(p), "above the number of the task's own group"));
  p.tasks[1].steps.clear();
  p.tasks[0].steps.push_back({step_kind::nest, 1});
  EXPECT_TRUE(contains(not_submitted_once(p), "opens group 1 a second time"));
  p.tasks[0].steps[0].value = max_groups;
  EXPECT_TRUE(contains(not_submitted_once(p), "opens group 8; use 1 to 7"));
}

}  // namespace
}  // namespace gauntlet::plan
