#include "harness/plan/possible/checks.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

plan without_a_wait() {
  plan p = submits_of(1);
  p.driver.pop_back();
  return p;
}

TEST(not_joined, wants_a_wait_after_the_last_submit_or_a_destructor_that_joins) {
  auto can = everything();
  EXPECT_EQ(not_joined(submits_of(1), can), std::nullopt);
  EXPECT_EQ(not_joined(without_a_wait(), can), std::nullopt);
  can.joins_when_destroyed = false;
  EXPECT_EQ(not_joined(submits_of(1), can), std::nullopt);
  EXPECT_TRUE(not_joined(without_a_wait(), can));
}

TEST(not_joined, wants_a_wait_after_one_beside_the_driver) {
  plan p = without_a_wait();
  p.driver.insert(p.driver.begin(), {driver_kind::wait_beside, 0});
  EXPECT_NE(not_joined(p, everything()).value().find("driver[0] waits beside"), std::string::npos);
  p.driver.push_back({driver_kind::wait, 1});
  EXPECT_EQ(not_joined(p, everything()), std::nullopt);
}

}  // namespace
}  // namespace gauntlet::plan
