#include "harness/schedule/strategies/surw.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

/// One thread updates a word nine times, the other once. Returns how many of the nine came before the single
/// one.
int updates_before_the_single_one(surw& chooser, std::uint64_t seed) {
  static int before = 0;
  chooser.begin({seed, 0});
  const auto out = run_schedule(chooser, [] {
    static std::atomic<int> word{0};
    word = 0;
    std::thread many([] {
      for (int i = 0; i < 9; ++i) word.fetch_add(1);
    });
    std::thread single([] { before = word.fetch_add(1); });
    many.join();
    single.join();
  });
  EXPECT_TRUE(chooser.end(out.how));
  return before;
}

// Under a random walk the single update is usually early. SURW samples the ten positions uniformly.
TEST(surw, samples_the_orders_on_one_object_uniformly) {
  if (!atomics_are_points()) return;
  surw chooser;
  updates_before_the_single_one(chooser, 0);  // the first schedule only counts the operations
  int late = 0;
  constexpr int schedules = 400;
  for (std::uint64_t seed = 1; seed <= schedules; ++seed)
    late += updates_before_the_single_one(chooser, seed) >= 5 ? 1 : 0;
  EXPECT_NEAR(late, schedules / 2, schedules / 5);
}

TEST(surw, forgets_the_previous_body) {
  surw taught, fresh;
  updates_before_the_single_one(taught, 0);
  taught.start_over();
  for (std::uint64_t seed = 1; seed < 20; ++seed) {
    fresh.start_over();
    taught.start_over();
    EXPECT_EQ(updates_before_the_single_one(taught, seed), updates_before_the_single_one(fresh, seed));
  }
}

}  // namespace
}  // namespace gauntlet::schedule
