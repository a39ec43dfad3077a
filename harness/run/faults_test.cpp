#include "harness/run/faults.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>
#include <system_error>
#include <thread>

#include "harness/schedule/injection.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/wakeups.hpp"

namespace gauntlet::run {
namespace {

void allocate() { std::make_unique<volatile char[]>(100)[0] = 1; }

TEST(faults, strike_once_each_at_the_opportunity_that_the_plan_names) {
  begin_faults({2, 2, 1, 1});
  std::thread([] {}).join();
  EXPECT_THROW(std::thread([] {}).join(), std::system_error);
  std::thread([] {}).join();
  {
    const watched_submit submit;
    allocate();
    EXPECT_THROW(allocate(), std::bad_alloc);
    allocate();
    EXPECT_TRUE(move_fails());
  }
  EXPECT_TRUE(schedule::wakes_spuriously());
  EXPECT_FALSE(schedule::wakes_spuriously());
  stop_faults();
  EXPECT_EQ(could_fail(), (plan::fault_opportunities{3, 3, 1}));
}

TEST(faults, do_not_strike_after_they_are_stopped) {
  begin_faults({1, 1, 1, 1});
  stop_faults();
  std::thread([] {}).join();
  const watched_submit submit;
  allocate();
  EXPECT_FALSE(move_fails());
  EXPECT_FALSE(schedule::wakes_spuriously());
}

TEST(faults, count_only_operations_of_a_submit) {
  begin_faults({});
  allocate();
  EXPECT_FALSE(move_fails());
  EXPECT_EQ(could_fail(), plan::fault_opportunities{});
}

TEST(faults, delays_of_a_plan_replace_those_of_the_previous_plan) {
  plan::plan p;
  p.delays = {{plan::injection_point::started, -1, 5000}};
  const auto time_to_pass_in_ns = [] {
    const auto before = schedule::now();
    schedule::reach(static_cast<std::uint8_t>(plan::injection_point::started));
    return schedule::now() - before;
  };
  arm_delays(p);
  EXPECT_GE(time_to_pass_in_ns(), 5'000'000u);
  arm_delays({});
  EXPECT_EQ(schedule::late_reaches(), 0u);
  std::uint64_t least = time_to_pass_in_ns();  // of several, because the system can suspend the thread
  for (int i = 0; i < 20; ++i) least = std::min(least, time_to_pass_in_ns());
  EXPECT_LT(least, 5'000'000u);
}

}  // namespace
}  // namespace gauntlet::run
