#include "harness/schedule/strategies/pct.hpp"

#include <gtest/gtest.h>

#include <set>

#include "harness/schedule/strategies/choice_fixture.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint32_t steps = 100;

/// How often the chosen thread changes in a schedule in which all threads can always run.
std::uint32_t switches_of(pct& chooser, std::uint64_t seed) {
  made_choice among(5);
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

TEST(pct, keeps_to_the_thread_of_the_highest_priority) {
  pct chooser(1);
  for (std::uint64_t seed = 0; seed < 50; ++seed) EXPECT_EQ(switches_of(chooser, seed), 0u);
}

TEST(pct, lowers_the_running_thread_as_often_as_its_depth_allows) {
  pct chooser(3);
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_GE(switches_of(chooser, seed), 1u);  // two changes may fall on the same step
    EXPECT_LE(switches_of(chooser, seed), 2u);
  }
}

TEST(pct, draws_priorities_anew_for_every_schedule) {
  made_choice among(5);
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
