#include "harness/plan/arbitrary.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

RC_GTEST_PROP(arbitrary_plan, is_possible, ()) {
  const auto made = *arbitrary_plan(all_capabilities());
  RC_ASSERT(!why_impossible(made, all_capabilities()));
}

TEST(arbitrary_plan, shrinks_to_the_plans_of_simpler) {
  const auto drawn = arbitrary_plan(all_capabilities())(rc::Random(3), 100);
  const auto expected = simpler(drawn.value(), all_capabilities());
  auto shrinks = drawn.shrinks();
  for (const auto& candidate : expected) {
    const auto next = shrinks.next();
    ASSERT_TRUE(next);
    EXPECT_EQ(next->value(), candidate);
  }
  EXPECT_FALSE(shrinks.next());
}

}  // namespace
}  // namespace gauntlet::plan
