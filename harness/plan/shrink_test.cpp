#include "harness/plan/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(shrink, returns_only_possible_plans_that_differ) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const plan made = generate(seed, all_capabilities());
    for (const plan& candidate : simpler(made, all_capabilities())) {
      EXPECT_EQ(why_impossible(candidate, all_capabilities()), std::nullopt) << candidate;
      EXPECT_NE(candidate, made);
    }
  }
}

TEST(shrink, ends_at_a_plan_with_one_failing_task) {
  const auto fails = [](const plan& p) {
    return std::any_of(p.tasks.begin(), p.tasks.end(), [](const task& t) { return t.end != ending::ok; });
  };
  plan smallest = generate(7, all_capabilities());
  for (std::uint64_t seed = 8; !fails(smallest); ++seed) smallest = generate(seed, all_capabilities());
  for (bool improved = true; improved;) {
    improved = false;
    for (const plan& candidate : simpler(smallest, all_capabilities()))
      if (fails(candidate)) {
        smallest = candidate;
        improved = true;
        break;
      }
  }
  EXPECT_EQ(smallest.tasks.size(), 1u) << smallest;
  EXPECT_EQ(smallest.driver.size(), 1u) << smallest;  // one submit; the destructor joins
  EXPECT_TRUE(smallest.delays.empty()) << smallest;
}

TEST(shrink, reduces_the_number_of_a_fault_in_few_rounds) {
  plan late = plan_with_tasks(4);
  late.faults.allocation_fails_at = 40;
  std::size_t rounds = 0;
  for (bool improved = true; improved; ++rounds) {
    improved = false;
    for (const plan& candidate : simpler(late, all_capabilities()))
      if (candidate.tasks.size() == 4 && candidate.faults.allocation_fails_at >= 13) {
        late = candidate;
        improved = true;
        break;
      }
  }
  EXPECT_EQ(late.faults.allocation_fails_at, 13u);
  EXPECT_LT(rounds, 12u);
}

TEST(without_tasks, removes_and_renumbers_every_reference) {
  plan p = plan_with_tasks(3);
  p.tasks[0].steps = {{step_kind::submit, 1}, {step_kind::submit, 2}};
  p.delays = {{injection_point::started, 1, 5}, {injection_point::started, 2, 6}};
  const plan left = without_tasks(p, {false, true, false});
  EXPECT_EQ(left.tasks.size(), 2u);
  EXPECT_EQ(left.tasks[0].steps, (std::vector<step>{{step_kind::submit, 1}}));
  EXPECT_EQ(left.driver, (std::vector<driver_step>{
                             {driver_kind::submit, 0}, {driver_kind::submit, 1}, {driver_kind::wait, 1}}));
  EXPECT_EQ(left.delays, (std::vector<delay>{{injection_point::started, 1, 6}}));
}

}  // namespace
}  // namespace gauntlet::plan
