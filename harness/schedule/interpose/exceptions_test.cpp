#include <gtest/gtest.h>

#include "harness/schedule/interpose/primitives_fixture.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

TEST(exceptions, are_destroyed_without_a_reported_race) {
  const auto tally = run_schedules(10'000, exception_shared_by_two);
  EXPECT_EQ(tally.done, 10'000u);
  EXPECT_EQ(tally.reported, 0u);
}

}  // namespace
}  // namespace gauntlet::schedule
