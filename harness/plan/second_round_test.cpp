#include "harness/plan/second_round.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

plan with_a_second_round(std::uint64_t seed, const capabilities& can) {
  draft d(seed, can, 100);
  d.plan.tasks.resize(1);
  d.plan.driver = {{driver_kind::submit, 0}, {driver_kind::wait, 1}};
  maybe_second_round(d);
  return d.plan;
}

std::ptrdiff_t count_waits(const plan& p) {
  return std::count_if(p.driver.begin(), p.driver.end(),
                       [](const driver_step& s) { return s.kind == driver_kind::wait; });
}

TEST(second_round, is_added_sometimes_and_ends_with_a_wait) {
  int waited_twice = 0, rounds = 0, rests = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const auto made = with_a_second_round(seed, all_capabilities());
    EXPECT_EQ(made.driver.back(), (driver_step{driver_kind::wait, 1}));
    waited_twice += made.tasks.size() == 1 && count_waits(made) == 2 ? 1 : 0;
    rounds += made.tasks.size() > 1 ? 1 : 0;
    if (!has(made, driver_kind::rest)) continue;
    ++rests;
    EXPECT_EQ(made.driver[1].kind, driver_kind::rest) << "before the first wait\n" << made;
    EXPECT_EQ(made.delays.at(0).at, injection_point::counted_down);
  }
  EXPECT_GT(waited_twice, 100);
  EXPECT_GT(rounds, 60);
  EXPECT_LT(rounds, 250);
  EXPECT_GT(rests, 20);
}

TEST(second_round, is_not_added_for_a_subject_that_allows_only_one_wait) {
  auto once = all_capabilities();
  once.reuse = once.repeat_wait = false;
  for (std::uint64_t seed = 0; seed < 200; ++seed)
    EXPECT_EQ(with_a_second_round(seed, once).driver.size(), 2u);
}

}  // namespace
}  // namespace gauntlet::plan
