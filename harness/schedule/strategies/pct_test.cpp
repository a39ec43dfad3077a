#include "harness/schedule/strategies/pct.hpp"

#include <gtest/gtest.h>

#include <set>

#include "harness/schedule/strategies/choice_fixture.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint32_t steps = 100;

/// Returns how often the chosen thread changes in a schedule in which all threads can always run.
std::uint32_t switches_of(pct& chooser, std::uint64_t seed) {
  fake_choice among(5);
  chooser.begin({seed, steps});
  among.at().running = chooser.choose(among.at());
  std::uint32_t switches = 0;
  for (std::uint32_t step = 1; step <= steps; ++step) {
    among.at().step = step;
    const thread_id next = chooser.choose(among.at());
    switches += next != among.at().running ? 1 : 0;
    among.at().running = next;
  }
  return switches;
}

TEST(pct, never_switches_at_depth_1) {
  pct chooser(1);
  for (std::uint64_t seed = 0; seed < 50; ++seed) EXPECT_EQ(switches_of(chooser, seed), 0u);
}

TEST(pct, lowers_the_running_thread_at_most_depth_minus_1_times) {
  pct chooser(3);
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_GE(switches_of(chooser, seed), 1u);  // two changes may fall on the same step
    EXPECT_LE(switches_of(chooser, seed), 2u);
  }
}

TEST(pct, draws_new_priorities_for_every_schedule) {
  fake_choice among(5);
  pct chooser;
  std::set<thread_id> first;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    chooser.begin({seed, steps});
    first.insert(chooser.choose(among.at()));
  }
  EXPECT_EQ(first.size(), 5u);
}

}  // namespace
}  // namespace gauntlet::schedule
