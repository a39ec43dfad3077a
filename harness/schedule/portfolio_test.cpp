#include "harness/schedule/portfolio.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "harness/schedule/explore.hpp"

namespace gauntlet::schedule {
namespace {

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

TEST(portfolio, takes_all_strategies_where_none_is_named) {
  portfolio choosers;
  for (const auto& name : strategy_names()) {
    strategy* next = choosers.next(1);
    EXPECT_EQ(next->name(), name);
    choosers.ended(run_schedule(*next, [] {}));
  }
}

TEST(portfolio, ends_where_every_strategy_has_tried_all_it_can) {
  portfolio choosers({"depth first"});
  choosers.ended(run_schedule(*choosers.next(1), [] {}));
  EXPECT_EQ(choosers.next(2), nullptr);
}

TEST(portfolio, refuses_an_unknown_strategy) { EXPECT_THROW(portfolio({"luck"}), std::invalid_argument); }

}  // namespace
}  // namespace gauntlet::schedule
