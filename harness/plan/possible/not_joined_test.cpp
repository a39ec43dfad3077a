#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

plan without_a_wait() {
  plan p = plan_with_tasks(1);
  p.driver.pop_back();
  return p;
}

TEST(not_joined, requires_a_wait_after_the_last_submit_or_a_destructor_that_joins) {
  auto can = all_capabilities();
  EXPECT_EQ(not_joined(plan_with_tasks(1), can), std::nullopt);
  EXPECT_EQ(not_joined(without_a_wait(), can), std::nullopt);
  can.joins_when_destroyed = false;
  EXPECT_EQ(not_joined(plan_with_tasks(1), can), std::nullopt);
  EXPECT_TRUE(not_joined(without_a_wait(), can));
}

TEST(not_joined, requires_a_wait_that_joins_the_thread_of_wait_beside) {
  plan p = without_a_wait();
  p.driver.insert(p.driver.begin(), {driver_kind::wait_beside, 0});
  EXPECT_NE(not_joined(p, all_capabilities()).value().find("driver[0] starts a thread that waits"),
            std::string::npos);
  p.driver.push_back({driver_kind::wait, 1});
  EXPECT_EQ(not_joined(p, all_capabilities()), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
