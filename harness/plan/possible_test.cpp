#include "harness/plan/plan.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

// The first complaint is of the check that the others rely on.
TEST(possible, complains_of_sizes_before_it_reads_indices) {
  plan p = submits_of(2);
  p.driver[0].value = 9;
  EXPECT_NE(why_impossible(p, everything()).value().find("names task 9"), std::string::npos);
  p.tasks.resize(max_tasks + 1);
  EXPECT_NE(why_impossible(p, everything()).value().find("64 at most"), std::string::npos);
}

TEST(possible, a_program_that_runs_its_tasks_inside_wait_lets_the_driver_only_submit_and_wait) {
  plan p = submits_of(1);
  p.context = true;
  EXPECT_EQ(why_impossible(p, two_tasks()), std::nullopt);
  p.driver.insert(p.driver.begin(), {driver_kind::rest, 1});
  EXPECT_EQ(why_impossible(p, two_tasks()), std::nullopt);
  p.driver[0] = {driver_kind::cancel_parent, 0};
  EXPECT_NE(why_impossible(p, two_tasks()).value().find("more than submit and wait"), std::string::npos);
}

TEST(possible, an_empty_plan_is_possible) { EXPECT_EQ(why_impossible(submits_of(0), {}), std::nullopt); }

}  // namespace
}  // namespace gauntlet::plan
