#include "harness/schedule/strategy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/racy_bodies.hpp"

namespace gauntlet::schedule {
namespace {

bool failed = false;

/// One thread spins until another has written. `yielding`: it yields in each round.
void spin_until_written(bool yielding) {
  std::atomic<bool> ready{false};
  std::thread waiter([&] {
    while (!ready.load())
      if (yielding) std::this_thread::yield();
  });
  ready.store(true);
  waiter.join();
}

/// Two threads spin until a third thread has written.
void two_spin_until_written() {
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
  /// Returns whether one of the schedules has a failure.
  bool search(void (*body)(), std::uint32_t schedules, bool (*is_failure)(ending)) {
    std::uint32_t longest = 0;
    for (std::uint32_t seed = 0; seed < schedules; ++seed) {
      chooser_->begin({seed, longest});
      const auto out = run_schedule(*chooser_, body);
      longest = std::max(longest, out.steps);
      if (is_failure(out.how)) return true;
      if (!chooser_->end(out.how)) break;
    }
    return false;
  }

  std::unique_ptr<strategy> chooser_ = strategy_named(GetParam());
};

// In a flavour in which atomics are no scheduling points, no thread can run between the load and the store.
TEST_P(every_strategy, finds_a_lost_update) {
  failed = false;
  search([] { failed = lose_an_update(); }, 2'000, [](ending) { return failed; });
  EXPECT_EQ(failed, atomics_are_points());
}

TEST_P(every_strategy, finds_a_lost_wakeup) {
  EXPECT_TRUE(search(lose_a_wakeup, 5'000, [](ending how) { return how == ending::deadlock; }));
}

TEST_P(every_strategy, runs_the_thread_that_a_spinning_thread_waits_for) {
  for (const bool yielding : {true, false}) {
    if (!yielding && !atomics_are_points()) continue;  // the loop has no scheduling point and never ends
    const auto tally =
        run_schedules(*chooser_, 100, [yielding] { spin_until_written(yielding); }, {20'000, 200});
    EXPECT_EQ(tally.step_limits, 0u) << yielding;
    chooser_ = strategy_named(GetParam());
  }
}

TEST_P(every_strategy, runs_the_thread_that_several_spinning_threads_wait_for) {
  EXPECT_EQ(run_schedules(*chooser_, 100, two_spin_until_written, {20'000, 200}).step_limits, 0u);
}

INSTANTIATE_TEST_SUITE_P(strategies, every_strategy, testing::ValuesIn(strategy_names()),
                         strategy_as_test_name());

}  // namespace
}  // namespace gauntlet::schedule
