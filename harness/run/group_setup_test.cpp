#include "harness/run/group_setup.hpp"

#include <gtest/gtest.h>

namespace gauntlet::run {
namespace {

TEST(group_setup, gives_limit_and_deadline_only_to_the_outermost_group) {
  plan::plan p;
  p.policy = plan::error_policy::all;
  p.context = true;
  p.limit = 3;
  p.deadline_us = 7;
  p.tasks.resize(3);
  p.tasks[2].group = 1;
  const auto outer = setup_for(p, 0), inner = setup_for(p, 1);
  for (const auto& how : {outer, inner}) {
    EXPECT_EQ(how.policy, plan::error_policy::all);
    EXPECT_TRUE(how.context);
    EXPECT_FALSE(how.explored);
  }
  EXPECT_EQ(outer.limit, 3u);
  EXPECT_EQ(outer.deadline_us, 7u);
  EXPECT_EQ(inner.limit, std::nullopt);
  EXPECT_EQ(inner.deadline_us, std::nullopt);
  EXPECT_EQ(outer.tasks, 2u);
  EXPECT_EQ(inner.tasks, 1u);
}

}  // namespace
}  // namespace gauntlet::run
