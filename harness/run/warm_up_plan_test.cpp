#include "harness/run/warm_up_plan.hpp"

#include <gtest/gtest.h>

namespace gauntlet::run {
namespace {

TEST(a_warm_up, is_empty_if_each_task_has_a_thread_of_its_own) {
  subject_description subject;
  subject.can.policy = plan::error_policy::all;
  EXPECT_EQ(warm_up_plan(subject), empty_plan(subject));
  EXPECT_TRUE(empty_plan(subject).tasks.empty());
  EXPECT_EQ(empty_plan(subject).policy, plan::error_policy::all);
}

TEST(a_warm_up, runs_one_task_if_the_subject_may_keep_threads) {
  subject_description subject;
  subject.can.thread_per_task = false;
  const auto plan = warm_up_plan(subject);
  EXPECT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(plan.driver.size(), 2u);
  EXPECT_FALSE(plan::why_impossible(plan, subject.can));
}

}  // namespace
}  // namespace gauntlet::run
