#include "harness/schedule/pause.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

TEST(pause, sleeps_in_virtual_time_under_control) {
  run_once([] {
    const auto start = std::chrono::steady_clock::now();
    sleep_us(3'000'500);
    EXPECT_EQ(std::chrono::steady_clock::now() - start, std::chrono::microseconds(3'000'500));
  });
}

TEST(pause, now_advances_by_1000_ns_for_each_step_under_control) {
  run_once([] {
    const auto start = now();
    EXPECT_EQ(now(), start);
    std::this_thread::yield();
    EXPECT_EQ(now(), start + 1000);
    EXPECT_EQ(clock_error(), 0u);
  });
}

TEST(pause, now_is_monotonic_on_free_threads) {
  const auto start = now();
  EXPECT_GE(now(), start);
  EXPECT_EQ(clock_error(), clock_error_ns);
}

void block_until_both_have_arrived() {
  unsynchronised_atomic<std::uint32_t> arrived, left;
  const auto arrive = [&] {
    arrived.add(1);
    wake_all(arrived);
    block_until_at_least(arrived, 2);
    left.add(~0u);
    wake_all(left);
  };
  left.store(2);
  std::thread one(arrive), two(arrive);
  block_until_at_most(left, 0);
  EXPECT_EQ(arrived.load(), 2u);
  one.join();
  two.join();
}

TEST(pause, wakes_blocked_threads_under_control) {
  EXPECT_EQ(run_schedules(200, block_until_both_have_arrived).done, 200u);
}
TEST(pause, wakes_blocked_free_threads) { block_until_both_have_arrived(); }

}  // namespace
}  // namespace gauntlet::schedule
