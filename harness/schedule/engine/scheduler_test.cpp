#include "harness/schedule/explore.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

TEST(scheduler, runs_threads_to_their_end) {
  random_walk chooser;
  chooser.begin({1, 0});
  int sum = 0;
  const auto out = run_schedule(chooser, [&] {
    std::mutex mutex;
    std::thread one([&] { const std::lock_guard lock(mutex); sum += 1; });
    std::thread two([&] { const std::lock_guard lock(mutex); sum += 2; });
    one.join();
    two.join();
  });
  EXPECT_EQ(out.how, ending::done);
  EXPECT_EQ(sum, 3);
  EXPECT_EQ(out.threads, 3u);
}

TEST(scheduler, sees_a_deadlock_at_once) {
  random_walk chooser;
  int deadlocks = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    chooser.begin({seed, 0});
    const auto out = run_schedule(chooser, [] {
      std::mutex a, b;
      std::thread one([&] { const std::lock_guard x(a); const std::lock_guard y(b); });
      std::thread two([&] { const std::lock_guard y(b); const std::lock_guard x(a); });
      one.join();
      two.join();
    });
    if (out.how != ending::deadlock) continue;
    ++deadlocks;
    EXPECT_EQ(who_waits().size(), 3u);
  }
  EXPECT_GT(deadlocks, 20);
  EXPECT_LT(deadlocks, 180);
}

}  // namespace
}  // namespace gauntlet::schedule
