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
  clock.advance_to(deadline, true);
  EXPECT_EQ(clock.now(), deadline);
  clock.advance_to(deadline - 5, true);
  EXPECT_EQ(clock.now(), deadline);
}

TEST(virtual_clock, knows_how_much_time_passed_while_no_thread_could_run) {
  virtual_clock clock;
  clock.start();
  clock.advance_to(clock.now() + 7, true);
  clock.advance_to(clock.now() + 5, false);
  clock.tick();
  EXPECT_EQ(clock.passed(), 1'000'012);
  EXPECT_EQ(clock.idle(), 7);
  clock.start();
  EXPECT_EQ(clock.passed(), 0);
  EXPECT_EQ(clock.idle(), 0);
}

}  // namespace
}  // namespace gauntlet::schedule
