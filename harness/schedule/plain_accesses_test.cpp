#include "harness/schedule/plain_accesses.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "harness/schedule/explore.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

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

}  // namespace
}  // namespace gauntlet::schedule
