#include "harness/schedule/portfolio.hpp"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>

#include "harness/schedule/explore.hpp"

namespace gauntlet::schedule {
namespace {

TEST(portfolio, counts_the_schedules_of_each_strategy) {
  portfolio choosers({"PCT", "depth first"});
  std::uint32_t ran = 0;
  const auto run_all = [&](std::uint32_t most) {
    for (; ran < most; ++ran) choosers.ended(run_schedule(*choosers.next(ran), [] {}));
  };
  run_all(5);
  // An empty body has one schedule. After it depth first has none left, and PCT runs the others.
  EXPECT_EQ(choosers.schedules_by_strategy(),
            (std::map<std::string, std::uint32_t>{{"PCT", 4}, {"depth first", 1}}));
  choosers.start_over();
  EXPECT_TRUE(choosers.schedules_by_strategy().empty());
}

TEST(portfolio, uses_all_strategies_if_none_is_named) {
  portfolio choosers;
  for (const auto& name : strategy_names()) {
    strategy* next = choosers.next(1);
    EXPECT_EQ(next->name(), name);
    choosers.ended(run_schedule(*next, [] {}));
  }
}

TEST(portfolio, returns_null_if_no_strategy_has_a_schedule_left) {
  portfolio choosers({"depth first"});
  choosers.ended(run_schedule(*choosers.next(1), [] {}));
  EXPECT_EQ(choosers.next(2), nullptr);
}

void lock_often(int times) {
  std::mutex mutex;
  for (int i = 0; i < times; ++i) mutex.lock(), mutex.unlock();
}

TEST(portfolio, gives_each_strategy_the_same_share_of_the_steps) {
  portfolio choosers({"random walk", "PCT"});
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    strategy* next = choosers.next(seed);
    const bool is_pct = next->name() == std::string("PCT");
    choosers.ended(run_schedule(*next, [is_pct] { lock_often(is_pct ? 100 : 10); }));
  }
  const auto schedules = choosers.schedules_by_strategy();
  EXPECT_GT(schedules.at("random walk"), 5 * schedules.at("PCT"));
}

TEST(portfolio, alternates_schedules_with_and_without_points_at_plain_accesses) {
  portfolio choosers({"random walk", "depth first"}, portfolio::plain_accesses::alternately);
  std::map<std::string, std::set<bool>> seen;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    strategy* next = choosers.next(seed);
    seen[next->name()].insert(choosers.makes_points_of_plain_accesses());
    choosers.ended(run_schedule(*next, [] { lock_often(10); }));
  }
  EXPECT_EQ(seen["random walk"].size(), 2u);
  EXPECT_EQ(seen["depth first"], std::set{false});
}

TEST(portfolio, rejects_an_unknown_strategy) { EXPECT_THROW(portfolio({"luck"}), std::invalid_argument); }

}  // namespace
}  // namespace gauntlet::schedule
