#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "harness/schedule/plain_accesses.hpp"
#include "harness/schedule/portfolio.hpp"
#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/depth_first.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

bool failed = false;

/// Two threads lose an update between a load and a store.
void lost_update() {
  std::atomic<int> n{0};
  const auto add = [&] { n.store(n.load() + 1); };
  std::thread a(add), b(add);
  a.join();
  b.join();
  failed = n.load() != 2;
}

/// A waiter that does not look before it sleeps.
void lost_wakeup() {
  std::mutex mutex;
  std::condition_variable changed;
  bool set = false;
  std::thread waiter([&] {
    bool done = false;
    {
      const std::lock_guard lock(mutex);
      done = set;
    }
    std::unique_lock lock(mutex);
    if (!done) changed.wait(lock);
  });
  {
    const std::lock_guard lock(mutex);
    set = true;
    changed.notify_one();
  }
  waiter.join();
}

/// One thread spins until another has written.
void spins(bool politely) {
  std::atomic<bool> ready{false};
  std::thread waiter([&] {
    while (!ready.load())
      if (politely) std::this_thread::yield();
  });
  ready.store(true);
  waiter.join();
}

/// Two threads spin until a third one has written.
void two_spin() {
  std::atomic<bool> ready{false};
  const auto spin = [&] {
    while (!ready.load()) std::this_thread::yield();
  };
  std::thread one(spin), other(spin), writer([&] { ready.store(true); });
  one.join();
  other.join();
  writer.join();
}

class every_strategy : public testing::TestWithParam<std::string> {
 protected:
  /// Whether a schedule of the body is found that is wrong.
  bool search(void (*body)(), std::uint32_t schedules, bool (*is_wrong)(ending)) {
    std::uint32_t longest = 0;
    for (std::uint32_t seed = 0; seed < schedules; ++seed) {
      chooser_->begin({seed, longest});
      const auto out = run_schedule(*chooser_, body);
      longest = std::max(longest, out.steps);
      if (is_wrong(out.how)) return true;
      if (!chooser_->end(out.how)) break;
    }
    return false;
  }

  std::unique_ptr<strategy> chooser_ = strategy_named(GetParam());
};

// Where atomics are no points nothing can come between the load and the store.
TEST_P(every_strategy, finds_a_lost_update) {
  failed = false;
  search(lost_update, 2'000, [](ending) { return failed; });
  EXPECT_EQ(failed, atomics_are_points());
}

TEST_P(every_strategy, finds_a_lost_wakeup) {
  EXPECT_TRUE(search(lost_wakeup, 5'000, [](ending how) { return how == ending::deadlock; }));
}

TEST_P(every_strategy, is_fair_to_threads_that_spin) {
  for (const bool politely : {true, false}) {
    if (!politely && !atomics_are_points()) continue;  // nothing can end such a loop
    const auto tally = run_schedules(*chooser_, 100, [politely] { spins(politely); }, {20'000, 200});
    EXPECT_EQ(tally.step_limits, 0u) << politely;
    chooser_ = strategy_named(GetParam());
  }
}

TEST_P(every_strategy, is_fair_to_whom_several_spin_for) {
  EXPECT_EQ(run_schedules(*chooser_, 100, two_spin, {20'000, 200}).step_limits, 0u);
}

INSTANTIATE_TEST_SUITE_P(strategies, every_strategy, testing::ValuesIn(strategy_names()),
                         [](const auto& info) {
                           auto name = info.param;
                           for (char& c : name) c = c == ' ' ? '_' : c;
                           return name;
                         });

TEST(portfolio, tells_how_many_schedules_each_strategy_was_given) {
  portfolio choosers({"PCT", "depth first"});
  std::uint32_t ran = 0;
  const auto run_all = [&](std::uint32_t most) {
    for (; ran < most; ++ran) choosers.ended(run_schedule(*choosers.next(ran), [] {}));
  };
  run_all(5);
  // An empty body has one schedule: after it depth first leaves its turns to the other.
  EXPECT_EQ(choosers.schedules_by_strategy(),
            (std::map<std::string, std::uint32_t>{{"PCT", 4}, {"depth first", 1}}));
  choosers.start_over();
  EXPECT_TRUE(choosers.schedules_by_strategy().empty());
}

TEST(plain_accesses, are_points_where_that_is_asked_for) {
  int value = 0;
  const auto body = [&] {
    value = 0;
    const auto add = [&] { value = value + 1; };
    std::thread one(add), two(add);
    one.join();
    two.join();
  };
  const auto lost = [&](bool asked) {
    schedule_limits limits;
    limits.plain_accesses = asked;
    random_walk chooser;
    int found = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      chooser.begin({seed, 0});
      (void)run_schedule(chooser, body, limits);
      found += value == 1 ? 1 : 0;
    }
    return found;
  };
  EXPECT_EQ(lost(false), 0);
  EXPECT_EQ(lost(true) > 0, can_make_points_of_plain_accesses());
}

TEST(depth_first, tries_every_schedule_once_and_says_so) {
  depth_first chooser;
  std::uint32_t schedules = 0, lost = 0;
  for (bool more = true; more; ++schedules) {
    chooser.begin({});
    failed = false;
    const auto out = run_schedule(chooser, lost_update);
    lost += failed ? 1 : 0;
    ASSERT_EQ(out.how, ending::done);
    ASSERT_LT(schedules, 100'000u);
    more = chooser.end(out.how);
  }
  EXPECT_TRUE(chooser.exhausted());
  EXPECT_EQ(lost > 0, atomics_are_points());
  EXPECT_LT(lost, schedules);
}

TEST(depth_first, gives_only_who_can_run_also_where_the_body_changes) {
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
  EXPECT_LT(choose_among(2), 2u);  // the third one is not there any more
}

TEST(depth_first, stays_within_its_bound) {
  depth_first chooser(0, 0);
  const auto tally = run_schedules(chooser, 10'000, lost_wakeup);
  EXPECT_LT(tally.schedules(), 100u);
  EXPECT_FALSE(chooser.exhausted());
}

}  // namespace
}  // namespace gauntlet::schedule
