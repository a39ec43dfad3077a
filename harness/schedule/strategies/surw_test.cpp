#include "harness/schedule/strategies/surw.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// One thread updates a word many times, the other once. Returns how many updates came before that one.
int updates_before_the_odd_one(surw& chooser, std::uint64_t seed) {
  static int before = 0;
  chooser.begin({seed, 0});
  const auto out = run_schedule(chooser, [] {
    static std::atomic<int> word{0};
    word = 0;
    std::thread many([] {
      for (int i = 0; i < 9; ++i) word.fetch_add(1);
    });
    std::thread odd([] { before = word.fetch_add(1); });
    many.join();
    odd.join();
  });
  EXPECT_TRUE(chooser.end(out.how));
  return before;
}

// A random walk lets the one thread end long before the other. SURW samples the orders on the word evenly.
TEST(surw, samples_the_orders_on_one_object_evenly) {
  if (!atomics_are_points()) return;
  surw chooser;
  updates_before_the_odd_one(chooser, 0);  // it learns what the threads do
  int late = 0;
  constexpr int schedules = 400;
  for (std::uint64_t seed = 1; seed <= schedules; ++seed)
    late += updates_before_the_odd_one(chooser, seed) >= 5 ? 1 : 0;
  EXPECT_NEAR(late, schedules / 2, schedules / 5);
}

TEST(surw, forgets_another_body) {
  surw taught, fresh;
  updates_before_the_odd_one(taught, 0);
  taught.start_over();
  for (std::uint64_t seed = 1; seed < 20; ++seed) {
    fresh.start_over();
    taught.start_over();
    EXPECT_EQ(updates_before_the_odd_one(taught, seed), updates_before_the_odd_one(fresh, seed));
  }
}

}  // namespace
}  // namespace gauntlet::schedule
