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

TEST(why_impossible, a_fault_in_a_submit_is_not_for_a_subject_that_submits_itself) {
  EXPECT_TRUE(why_impossible({0, 1, 0, 0}, two_tasks()));
  EXPECT_TRUE(why_impossible({1, 0, 0, 0}, two_tasks()));
  EXPECT_TRUE(why_impossible({0, 0, 1, 0}, two_tasks()));
  EXPECT_FALSE(why_impossible({0, 0, 0, 1}, two_tasks()));
  EXPECT_FALSE(why_impossible({0, 1, 0, 0}, everything()));
}

TEST(fault_undecided, takes_one_fault_in_the_driver_s_submits) {
  plan p = submits_of(2);
  EXPECT_EQ(fault_undecided(p), std::nullopt);
  p.faults = {0, 2, 0, 3};  // a spurious wake-up goes with every other fault
  EXPECT_EQ(fault_undecided(p), std::nullopt);
  p.faults.move_fails_at = 1;
  EXPECT_TRUE(says(fault_undecided(p), "faults.allocation_fails_at with another fault"));
}

TEST(fault_undecided, names_who_else_may_submit_or_reject) {
  plan p = submits_of(2);
  p.faults.thread_create_fails_at = 1;
  p.tasks[1].steps = {{step_kind::nest, 1}};
  EXPECT_TRUE(says(fault_undecided(p), "with tasks that submit (tasks[1])"));
  p.tasks[1].steps = {{step_kind::try_submit, 1}};
  EXPECT_TRUE(says(fault_undecided(p), "with tasks that submit (tasks[1])"));
  p.tasks[1].steps.clear();
  p.driver[0].kind = driver_kind::try_submit;
  EXPECT_EQ(fault_undecided(p), std::nullopt);
  p.limit = 1;
  EXPECT_TRUE(says(fault_undecided(p), "with try_submit under a limit"));
  p.limit.reset();
  p.deadline_us = 1;
  EXPECT_TRUE(says(fault_undecided(p), "with a deadline"));
}

}  // namespace
}  // namespace gauntlet::plan
