#include "harness/plan/plan.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

// Later checks use indices that too_large and not_submitted_once have checked.
TEST(possible, checks_sizes_before_indices) {
  plan p = plan_with_tasks(2);
  p.driver[0].value = 9;
  EXPECT_NE(why_impossible(p, all_capabilities()).value().find("names task 9"), std::string::npos);
  p.tasks.resize(max_tasks + 1);
  EXPECT_NE(why_impossible(p, all_capabilities()).value().find("use at most 64"), std::string::npos);
}

TEST(possible, allows_only_submit_wait_and_rest_if_tasks_run_inside_wait) {
  plan p = plan_with_tasks(1);
  p.context = true;
  EXPECT_EQ(why_impossible(p, two_task_program()), std::nullopt);
  p.driver.insert(p.driver.begin(), {driver_kind::rest, 1});
  EXPECT_EQ(why_impossible(p, two_task_program()), std::nullopt);
  p.driver[0] = {driver_kind::cancel_parent, 0};
  EXPECT_NE(why_impossible(p, two_task_program()).value().find("more than submit, wait and rest"),
            std::string::npos);
}

TEST(possible, an_empty_plan_is_possible) { EXPECT_EQ(why_impossible(plan_with_tasks(0), {}), std::nullopt); }

}  // namespace
}  // namespace gauntlet::plan
