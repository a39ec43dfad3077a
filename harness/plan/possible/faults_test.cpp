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

TEST(why_impossible, rejects_faults_in_submits_for_a_subject_that_submits_its_tasks_itself) {
  EXPECT_TRUE(why_impossible({0, 1, 0, 0}, two_task_program()));
  EXPECT_TRUE(why_impossible({1, 0, 0, 0}, two_task_program()));
  EXPECT_TRUE(why_impossible({0, 0, 1, 0}, two_task_program()));
  EXPECT_FALSE(why_impossible({0, 0, 0, 1}, two_task_program()));
  EXPECT_FALSE(why_impossible({0, 1, 0, 0}, all_capabilities()));
}

TEST(ambiguous_fault, allows_one_fault_in_the_driver_s_submits) {
  plan p = plan_with_tasks(2);
  EXPECT_EQ(ambiguous_fault(p), std::nullopt);
  p.faults = {0, 2, 0, 3};  // a spurious wake-up may be combined with any other fault
  EXPECT_EQ(ambiguous_fault(p), std::nullopt);
  p.faults.move_fails_at = 1;
  EXPECT_TRUE(contains(ambiguous_fault(p), "faults.allocation_fails_at together with another fault"));
}

TEST(ambiguous_fault, names_what_makes_the_failing_submit_ambiguous) {
  plan p = plan_with_tasks(2);
  p.faults.thread_create_fails_at = 1;
  p.tasks[1].steps = {{step_kind::nest, 1}};
  EXPECT_TRUE(contains(ambiguous_fault(p), "with tasks that submit (tasks[1])"));
  p.tasks[1].steps = {{step_kind::try_submit, 1}};
  EXPECT_TRUE(contains(ambiguous_fault(p), "with tasks that submit (tasks[1])"));
  p.tasks[1].steps.clear();
  p.driver[0].kind = driver_kind::try_submit;
  EXPECT_EQ(ambiguous_fault(p), std::nullopt);
  p.limit = 1;
  EXPECT_TRUE(contains(ambiguous_fault(p), "with try_submit under a limit"));
  p.limit.reset();
  p.deadline_us = 1;
  EXPECT_TRUE(contains(ambiguous_fault(p), "with a deadline"));
}

}  // namespace
}  // namespace gauntlet::plan
