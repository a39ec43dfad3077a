#include "harness/plan/arbitrary.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

RC_GTEST_PROP(arbitrary_plan, is_possible, ()) {
  const auto made = *arbitrary_plan(everything());
  RC_ASSERT(!why_impossible(made, everything()));
}

TEST(arbitrary_plan, shrinks_to_what_is_simpler) {
  const auto drawn = arbitrary_plan(everything())(rc::Random(3), 100);
  const auto expected = simpler(drawn.value(), everything());
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
