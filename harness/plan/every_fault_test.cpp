#include "harness/plan/every_fault.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(every_fault, is_each_of_each_kind_once_and_alone) {
  const auto found = every_fault(submits_of(2), {2, 3, 1}, everything());
  const std::vector<faults> expected{{1, 0, 0, 0}, {2, 0, 0, 0}, {0, 1, 0, 0},
                                     {0, 2, 0, 0}, {0, 3, 0, 0}, {0, 0, 1, 0}};
  EXPECT_EQ(found.possible, expected);
  EXPECT_EQ(found.impossible, 0u);
}

TEST(every_fault, takes_the_place_of_those_that_the_plan_has) {
  auto p = submits_of(1);
  p.faults = {1, 0, 0, 2};
  EXPECT_EQ(every_fault(p, {0, 1, 0}, everything()).possible, (std::vector<faults>{{0, 1, 0, 0}}));
}

TEST(every_fault, counts_those_that_no_correct_subject_could_run_with) {
  auto p = submits_of(2);
  for (auto& task : p.tasks) task.steps = {{step_kind::rendezvous, 0}};
  const auto found = every_fault(p, {2, 3, 1}, everything());
  EXPECT_TRUE(found.possible.empty());
  EXPECT_EQ(found.impossible, 6u);
}

TEST(every_fault, that_no_plan_for_the_subject_can_have_is_not_counted) {
  auto pool = everything();
  pool.thread_per_task = false;
  const auto found = every_fault(submits_of(2), {2, 3, 1}, pool);
  EXPECT_EQ(found.possible.size(), 3u);
  EXPECT_EQ(found.impossible, 0u);
}

TEST(every_fault, of_generated_plans_is_possible) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    plan made = generate(seed, everything());
    const auto found = every_fault(made, {3, 3, 3}, everything());
    EXPECT_EQ(found.possible.size() + found.impossible, 9u);
    for (const auto& single : found.possible) {
      made.faults = single;
      EXPECT_EQ(why_impossible(made, everything()), std::nullopt) << made;
    }
  }
}

TEST(every_fault, is_at_most_that_of_some_schedule) {
  EXPECT_EQ(most_of({1, 5, 2}, {3, 4, 2}), (fault_opportunities{3, 5, 2}));
}

}  // namespace
}  // namespace gauntlet::plan
