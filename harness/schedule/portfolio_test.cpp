#include "harness/schedule/portfolio.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

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

TEST(portfolio, rejects_an_unknown_strategy) { EXPECT_THROW(portfolio({"luck"}), std::invalid_argument); }

}  // namespace
}  // namespace gauntlet::schedule
