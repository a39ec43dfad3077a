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
  /// Whether a schedule is found that ends wrongly.
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

// Where atomics are not points, nothing comes between the load and the store.
TEST_P(every_strategy, finds_a_lost_update) {
  failed = false;
  search([] { failed = lose_an_update(); }, 2'000, [](ending) { return failed; });
  EXPECT_EQ(failed, atomics_are_points());
}

TEST_P(every_strategy, finds_a_lost_wakeup) {
  EXPECT_TRUE(search(lose_a_wakeup, 5'000, [](ending how) { return how == ending::deadlock; }));
}

TEST_P(every_strategy, is_fair_to_threads_that_spin) {
  for (const bool politely : {true, false}) {
    if (!politely && !atomics_are_points()) continue;  // nothing can end such a loop
    const auto tally = run_schedules(*chooser_, 100, [politely] { spins(politely); }, {20'000, 200});
    EXPECT_EQ(tally.step_limits, 0u) << politely;
    chooser_ = strategy_named(GetParam());
  }
}

TEST_P(every_strategy, is_fair_to_a_thread_that_several_spin_for) {
  EXPECT_EQ(run_schedules(*chooser_, 100, two_spin, {20'000, 200}).step_limits, 0u);
}

INSTANTIATE_TEST_SUITE_P(strategies, every_strategy, testing::ValuesIn(strategy_names()),
                         [](const auto& info) {
                           auto name = info.param;
                           for (char& c : name) c = c == ' ' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace gauntlet::schedule
