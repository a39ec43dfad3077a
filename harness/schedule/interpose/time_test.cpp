#include <gtest/gtest.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

timespec clock_now(clockid_t clock) {
  timespec out{};
  clock_gettime(clock, &out);
  return out;
}

TEST(virtual_time, is_the_same_on_every_clock) {
  run_once([] {
    const auto now = clock_now(CLOCK_MONOTONIC);
    EXPECT_EQ(clock_now(CLOCK_REALTIME).tv_sec, now.tv_sec);
    timeval of_day{};
    gettimeofday(&of_day, nullptr);
    EXPECT_EQ(of_day.tv_sec, now.tv_sec);
    EXPECT_EQ(time(nullptr), now.tv_sec);
  });
}

TEST(virtual_time, passes_in_every_kind_of_sleep) {
  run_once([] {
    const auto start = clock_now(CLOCK_MONOTONIC).tv_sec;
    EXPECT_EQ(sleep(3), 0u);
    EXPECT_EQ(usleep(2'000'000), 0);
    const timespec four{4, 0}, until{start + 20, 0};
    EXPECT_EQ(nanosleep(&four, nullptr), 0);
    EXPECT_EQ(clock_now(CLOCK_MONOTONIC).tv_sec, start + 9);
    EXPECT_EQ(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr), 0);
    EXPECT_EQ(clock_now(CLOCK_MONOTONIC).tv_sec, start + 20);
    EXPECT_EQ(clock_nanosleep(CLOCK_MONOTONIC, 0, &four, nullptr), 0);
    EXPECT_EQ(clock_now(CLOCK_MONOTONIC).tv_sec, start + 24);
  });
}

TEST(virtual_time, does_not_affect_the_clocks_of_processor_time) {
  run_once([] { EXPECT_LT(clock_now(CLOCK_PROCESS_CPUTIME_ID).tv_sec, 1'000'000); });
}

}  // namespace
}  // namespace gauntlet::schedule
