#include "harness/schedule/virtual_time.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint64_t ms = 1'000'000;

TEST(virtual_time, is_unknown_on_a_free_thread) {
  EXPECT_EQ(virtual_time_now().passed, 0u);
  EXPECT_EQ(virtual_time_now().idle, 0u);
}

TEST(virtual_time, is_idle_while_no_thread_can_run) {
  const auto chooser = strategy_named("random walk");
  const auto body = [] {
    EXPECT_EQ(virtual_time_now().passed, 0u);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(virtual_time_now().passed, 5 * ms);
    EXPECT_EQ(virtual_time_now().idle, 5 * ms);
  };
  run_schedules(*chooser, 20, body);
}

/// Another thread can run while this thread's wait times out.
TEST(virtual_time, is_not_idle_if_a_time_out_expires_early) {
  const auto chooser = strategy_named("random walk");
  std::uint32_t early = 0;
  const auto body = [&] {
    std::thread other([] {
      std::mutex m;
      for (int i = 0; i < 20; ++i) m.lock(), m.unlock();
    });
    std::mutex m;
    std::condition_variable never;
    std::unique_lock lock(m);
    never.wait_for(lock, std::chrono::milliseconds(3));
    const auto now = virtual_time_now();
    EXPECT_EQ(now.passed, 3 * ms);
    EXPECT_TRUE(now.idle == 0 || now.idle == 3 * ms);
    early += now.idle == 0 ? 1 : 0;
    lock.unlock();
    other.join();
  };
  run_schedules(*chooser, 200, body, {}, {.timeouts = 1});
  EXPECT_GT(early, 0u);
  EXPECT_LT(early, 200u);
}

}  // namespace
}  // namespace gauntlet::schedule
