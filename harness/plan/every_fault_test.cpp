#include "harness/plan/every_fault.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(every_fault, returns_each_operation_of_each_kind_as_a_single_fault) {
  const auto found = every_fault(plan_with_tasks(2), {2, 3, 1}, all_capabilities());
  const std::vector<faults> expected{{1, 0, 0, 0}, {2, 0, 0, 0}, {0, 1, 0, 0},
                                     {0, 2, 0, 0}, {0, 3, 0, 0}, {0, 0, 1, 0}};
  EXPECT_EQ(found.possible, expected);
  EXPECT_EQ(found.impossible, 0u);
}

TEST(every_fault, ignores_the_faults_of_the_plan) {
  auto p = plan_with_tasks(1);
  p.faults = {1, 0, 0, 2};
  EXPECT_EQ(every_fault(p, {0, 1, 0}, all_capabilities()).possible, (std::vector<faults>{{0, 1, 0, 0}}));
}

TEST(every_fault, counts_faults_with_which_no_correct_subject_could_run) {
  auto p = plan_with_tasks(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  const auto found = every_fault(p, {2, 3, 1}, all_capabilities());
  EXPECT_TRUE(found.possible.empty());
  EXPECT_EQ(found.impossible, 6u);
}

TEST(every_fault, does_not_count_faults_that_no_plan_for_the_subject_can_have) {
  auto pool = all_capabilities();
  pool.thread_per_task = false;
  const auto found = every_fault(plan_with_tasks(2), {2, 3, 1}, pool);
  EXPECT_EQ(found.possible.size(), 3u);
  EXPECT_EQ(found.impossible, 0u);
}

TEST(every_fault, returns_possible_faults_for_generated_plans) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    plan made = generate(seed, all_capabilities());
    const auto found = every_fault(made, {3, 3, 3}, all_capabilities());
    EXPECT_EQ(found.possible.size() + found.impossible, 9u);
    for (const auto& single : found.possible) {
      made.faults = single;
      EXPECT_EQ(why_impossible(made, all_capabilities()), std::nullopt) << made;
    }
  }
}

TEST(every_fault, combines_schedules_by_the_larger_number) {
  EXPECT_EQ(most_of({1, 5, 2}, {3, 4, 2}), (fault_opportunities{3, 5, 2}));
}

}  // namespace
}  // namespace gauntlet::plan
