#include "harness/schedule/plain_accesses.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "harness/schedule/explore.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

TEST(plain_accesses, can_be_scheduling_points_where_atomics_are) {
  const std::set<std::string> flavours = {"fast", "asan"};
#ifdef __clang__
  EXPECT_EQ(can_make_points_of_plain_accesses(), flavours.count(GAUNTLET_FLAVOUR) > 0);
#endif
}

TEST(plain_accesses, are_scheduling_points_only_if_requested) {
  int value = 0;
  const auto body = [&] {
    value = 0;
    const auto add = [&] { value = value + 1; };
    std::thread one(add), two(add);
    one.join();
    two.join();
  };
  const auto lost_updates = [&](bool plain_accesses) {
    schedule_limits limits;
    limits.plain_accesses = plain_accesses;
    random_walk chooser;
    int lost = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      chooser.begin({seed, 0});
      (void)run_schedule(chooser, body, limits);
      lost += value == 1 ? 1 : 0;
    }
    return lost;
  };
  EXPECT_EQ(lost_updates(false), 0);
  EXPECT_EQ(lost_updates(true) > 0, can_make_points_of_plain_accesses());
}

}  // namespace
}  // namespace gauntlet::schedule
