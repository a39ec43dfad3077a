#include "harness/schedule/engine/virtual_clock.hpp"

#include <gtest/gtest.h>

namespace gauntlet::schedule {
namespace {

TEST(virtual_clock, starts_every_schedule_at_the_same_time) {
  virtual_clock clock;
  clock.start();
  const auto begin = clock.now();
  clock.tick();
  EXPECT_EQ(clock.now(), begin + 1'000'000);
  clock.start();
  EXPECT_EQ(clock.now(), begin);
}

TEST(virtual_clock, is_monotonic) {
  virtual_clock clock;
  clock.start();
  const auto deadline = clock.now() + 7;
  clock.advance_to(deadline);
  EXPECT_EQ(clock.now(), deadline);
  clock.advance_to(deadline - 5);
  EXPECT_EQ(clock.now(), deadline);
}

}  // namespace
}  // namespace gauntlet::schedule
