#include "harness/schedule/strategies/depth_first.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

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
  const operation pending[3] = {};
  at.candidates = at.options = threads;
  at.pending = pending;
  depth_first chooser;
  const auto choose_among = [&](std::uint32_t count) {
    at.count = at.option_count = count;
    chooser.begin({});
    const auto chosen = chooser.choose(at);
    EXPECT_TRUE(chooser.end(ending::done));
    return chosen;
  };
  EXPECT_EQ(choose_among(3), 0u);
  EXPECT_EQ(choose_among(3), 1u);
  EXPECT_LT(choose_among(2), 2u);  // thread 2 is no longer a candidate
}

// groups/p03: a search that never lets a thread continue after its yield has not run every schedule. The
// scheduler's round robin ends the spin after many rounds, so that the search ends.
TEST(depth_first, lets_a_thread_continue_after_its_yield) {
  depth_first chooser;
  std::set<int> rounds;
  const auto spin = [&rounds] {
    std::mutex mutex;
    bool ready = false;
    int round = 0;
    std::thread waiter([&] {
      for (;; ++round) {
        const std::lock_guard lock(mutex);
        if (ready) return;
        std::this_thread::yield();
      }
    });
    mutex.lock();
    ready = true;
    mutex.unlock();
    waiter.join();
    rounds.insert(round);
  };
  run_schedules(chooser, 2'000, spin);
  EXPECT_TRUE(rounds.contains(0) && rounds.contains(1) && rounds.contains(2));
}

TEST(depth_first, stays_within_its_bound) {
  depth_first chooser(0, 0);
  const auto tally = run_schedules(chooser, 10'000, lose_a_wakeup);
  EXPECT_LT(tally.schedules(), 100u);
  EXPECT_FALSE(chooser.exhausted());
}

}  // namespace
}  // namespace gauntlet::schedule
