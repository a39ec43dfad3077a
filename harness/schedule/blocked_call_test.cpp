#include "harness/schedule/blocked_call.hpp"

#include <gtest/gtest.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>

#include <string>

namespace gauntlet::schedule {
namespace {

std::uint64_t address_of(const timespec& time) { return reinterpret_cast<std::uintptr_t>(&time); }

timespec from_now(clockid_t clock, long seconds) {
  timespec out{};
  clock_gettime(clock, &out);
  out.tv_sec += seconds;
  return out;
}

TEST(blocked_call, is_read_from_the_text_of_the_kernel) {
  const auto call = read_blocked_call("202 0x7fa874000df0 0x89 0x0 0x7fa87c7449f0 0x0 0xffffffff 0x1 0x2\n");
  EXPECT_EQ(call.number, SYS_futex);
  EXPECT_EQ(call.arguments[1], 0x89u);
  EXPECT_EQ(call.arguments[3], 0x7fa87c7449f0u);
}

TEST(blocked_call, is_none_if_the_thread_runs) {
  for (const auto* text : {"running\n", "-1 0x7ffd0 0x7f00\n", ""})
    EXPECT_EQ(read_blocked_call(text).number, -1) << text;
}

TEST(blocked_call, times_out_at_the_deadline_of_a_futex) {
  for (const auto clock : {CLOCK_MONOTONIC, CLOCK_REALTIME}) {
    const auto when = from_now(clock, 10);
    const auto operation = FUTEX_WAIT_BITSET | (clock == CLOCK_REALTIME ? FUTEX_CLOCK_REALTIME : 0);
    const blocked_call call{SYS_futex, {0, static_cast<std::uint64_t>(operation), 0, address_of(when), 0, 0}};
    EXPECT_TRUE(times_out_within(call, 20'000));
    EXPECT_FALSE(times_out_within(call, 5'000));
    const auto passed = from_now(clock, -10);
    const blocked_call late{SYS_futex,
                            {0, static_cast<std::uint64_t>(operation), 0, address_of(passed), 0, 0}};
    EXPECT_FALSE(times_out_within(late, 20'000));
  }
}

TEST(blocked_call, times_out_after_the_time_of_a_sleep) {
  const timespec time{2, 0};
  for (const blocked_call& call :
       {blocked_call{SYS_nanosleep, {address_of(time)}},
        blocked_call{SYS_clock_nanosleep, {CLOCK_MONOTONIC, 0, address_of(time)}},
        blocked_call{SYS_futex, {0, FUTEX_WAIT, 0, address_of(time)}}, blocked_call{SYS_poll, {0, 0, 2000}},
        blocked_call{SYS_epoll_wait, {0, 0, 0, 2000}}}) {
    EXPECT_TRUE(times_out_within(call, 3000)) << call.number;
    EXPECT_FALSE(times_out_within(call, 1000)) << call.number;
  }
}

TEST(blocked_call, never_times_out_without_a_time) {
  for (const blocked_call& call :
       {blocked_call{}, blocked_call{SYS_futex, {0, FUTEX_WAIT_BITSET, 0, 0}}, blocked_call{SYS_read, {0}},
        blocked_call{SYS_poll, {0, 0, 0xffffffffu}}, blocked_call{SYS_nanosleep, {16}}})
    EXPECT_FALSE(times_out_within(call, 0xffffffffu)) << call.number;
}

}  // namespace
}  // namespace gauntlet::schedule
