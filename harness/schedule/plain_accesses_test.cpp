#include "harness/schedule/plain_accesses.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"
#include "harness/schedule/strategies/random_walk.hpp"

namespace gauntlet::schedule {
namespace {

TEST(plain_accesses, can_be_scheduling_points_where_atomics_are) {
#ifdef __clang__
  EXPECT_EQ(can_make_points_of_plain_accesses(), std::string(GAUNTLET_FLAVOUR) != "plain");
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

// Not static, so that dladdr knows its name.
extern "C" [[gnu::noinline]] void gauntlet_test_write(int* value) { *static_cast<volatile int*>(value) = 1; }

namespace {

TEST(plain_accesses, are_reported_in_the_function_of_the_subject) {
  if (!under_thread_sanitizer()) return;
  for (const bool plain_accesses : {false, true}) {
    schedule_limits limits;
    limits.plain_accesses = plain_accesses;
    random_walk chooser;
    int value = 0;
    const auto tally = run_schedules(
        chooser, 10,
        [&] {
          const auto write = [&] { gauntlet_test_write(&value); };
          std::thread one(write), two(write);
          one.join();
          two.join();
        },
        limits);
    EXPECT_EQ(tally.reported, 10u);
    EXPECT_EQ(function_of_the_last_report(), "gauntlet_test_write");
  }
}

}  // namespace
}  // namespace gauntlet::schedule
