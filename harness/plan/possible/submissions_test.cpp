#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include <string>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Whether a complaint says this.
bool says(const complaint& bad, const std::string& what) {
  return bad && bad->find(what) != std::string::npos;
}

TEST(not_submitted_once, counts_every_submit) {
  plan p = submits_of(2);
  EXPECT_EQ(not_submitted_once(p), std::nullopt);
  p.driver[1].value = 0;
  EXPECT_TRUE(says(not_submitted_once(p), "tasks[0] is submitted 2 times"));
  p.driver.erase(p.driver.begin() + 1);
  EXPECT_TRUE(says(not_submitted_once(p), "tasks[1] is submitted 0 times"));
  p.tasks[0].steps = {{step_kind::try_submit, 1}};
  EXPECT_EQ(not_submitted_once(p), std::nullopt);
}

TEST(not_submitted_once, lets_tasks_submit_later_ones_of_their_group_only) {
  plan p = submits_of(2);
  p.tasks[1].steps = {{step_kind::submit, 0}};
  EXPECT_TRUE(says(not_submitted_once(p), "of a higher index only"));
  p.tasks[1].steps[0].value = 7;
  EXPECT_TRUE(says(not_submitted_once(p), "names task 7"));
  p.tasks[1].steps.clear();
  p.tasks[0].steps = {{step_kind::nest, 1}, {step_kind::submit, 1}};
  p.tasks[1].group = 1;
  p.driver.erase(p.driver.begin() + 1);
  EXPECT_TRUE(says(not_submitted_once(p), "of another group"));
}

TEST(not_submitted_once, wants_each_group_opened_once_by_one_of_a_lower_number) {
  plan p = submits_of(2);
  p.tasks[1].group = 1;
  EXPECT_TRUE(says(not_submitted_once(p), "driver[1] submits task 1 of a nested group"));
  p.driver.erase(p.driver.begin() + 1);
  EXPECT_TRUE(says(not_submitted_once(p), "which no nest step opens"));
  p.tasks[0].steps = {{step_kind::nest, 1}};
  EXPECT_EQ(not_submitted_once(p), std::nullopt);
  p.tasks[1].steps = {{step_kind::nest, 1}};
  EXPECT_TRUE(says(not_submitted_once(p), "has a higher number than its own"));
  p.tasks[1].steps.clear();
  p.tasks[0].steps.push_back({step_kind::nest, 1});
  EXPECT_TRUE(says(not_submitted_once(p), "opens group 1 a second time"));
  p.tasks[0].steps[0].value = max_groups;
  EXPECT_TRUE(says(not_submitted_once(p), "opens group 8; take 1 to 7"));
}

}  // namespace
}  // namespace gauntlet::plan
