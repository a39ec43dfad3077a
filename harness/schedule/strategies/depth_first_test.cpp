#include "harness/schedule/strategies/depth_first.hpp"

#include <gtest/gtest.h>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/racy_bodies.hpp"

namespace gauntlet::schedule {
namespace {

TEST(depth_first, runs_every_schedule_and_reports_exhaustion) {
  depth_first chooser;
  std::uint32_t schedules = 0, lost = 0;
  for (bool more = true; more; ++schedules) {
    chooser.begin({});
    bool lost_one = false;
    const auto out = run_schedule(chooser, [&] { lost_one = lose_an_update(); });
    lost += lost_one ? 1 : 0;
    ASSERT_EQ(out.how, ending::done);
    ASSERT_LT(schedules, 100'000u);
    more = chooser.end(out.how);
  }
  EXPECT_TRUE(chooser.exhausted());
  EXPECT_EQ(lost > 0, atomics_are_points());
  EXPECT_LT(lost, schedules);
}

TEST(depth_first, returns_only_candidates_even_if_the_body_changes) {
  const thread_id threads[] = {0, 1, 2};
  choice at;
  at.candidates = threads;
  depth_first chooser;
  const auto choose_among = [&](std::uint32_t count) {
    at.count = count;
    chooser.begin({});
    const auto chosen = chooser.choose(at);
    EXPECT_TRUE(chooser.end(ending::done));
    return chosen;
  };
  EXPECT_EQ(choose_among(3), 0u);
  EXPECT_EQ(choose_among(3), 1u);
  EXPECT_LT(choose_among(2), 2u);  // thread 2 is no longer a candidate
}

TEST(depth_first, stays_within_its_bound) {
  depth_first chooser(0, 0);
  const auto tally = run_schedules(chooser, 10'000, lose_a_wakeup);
  EXPECT_LT(tally.schedules(), 100u);
  EXPECT_FALSE(chooser.exhausted());
}

}  // namespace
}  // namespace gauntlet::schedule
