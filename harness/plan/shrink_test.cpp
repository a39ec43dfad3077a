#include "harness/plan/shrink.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

TEST(shrink, every_candidate_is_possible_and_differs) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const plan made = generate(seed, everything());
    for (const plan& candidate : simpler(made, everything())) {
      EXPECT_EQ(why_impossible(candidate, everything()), std::nullopt) << candidate;
      EXPECT_NE(candidate, made);
    }
  }
}

TEST(shrink, ends_at_a_plan_with_one_failing_task) {
  const auto fails = [](const plan& p) {
    return std::any_of(p.tasks.begin(), p.tasks.end(), [](const task& t) { return t.end != ending::ok; });
  };
  plan smallest = generate(7, everything());
  for (std::uint64_t seed = 8; !fails(smallest); ++seed) smallest = generate(seed, everything());
  for (bool improved = true; improved;) {
    improved = false;
    for (const plan& candidate : simpler(smallest, everything()))
      if (fails(candidate)) {
        smallest = candidate;
        improved = true;
        break;
      }
  }
  EXPECT_EQ(smallest.tasks.size(), 1u) << smallest;
  EXPECT_EQ(smallest.driver.size(), 1u) << smallest;  // submitted, and joined by the destructor
  EXPECT_TRUE(smallest.delays.empty()) << smallest;
}

TEST(shrink, brings_a_late_fault_down_in_few_steps) {
  plan late = submits_of(4);
  late.faults.allocation_fails_at = 40;
  std::size_t rounds = 0;
  for (bool improved = true; improved; ++rounds) {
    improved = false;
    for (const plan& candidate : simpler(late, everything()))
      if (candidate.tasks.size() == 4 && candidate.faults.allocation_fails_at >= 13) {
        late = candidate;
        improved = true;
        break;
      }
  }
  EXPECT_EQ(late.faults.allocation_fails_at, 13u);
  EXPECT_LT(rounds, 12u);
}

TEST(without_tasks, drops_every_mention_of_them) {
  plan p = submits_of(3);
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
