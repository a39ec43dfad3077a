// gauntlet::explore under ThreadSanitizer, linked like a user's program:
// gauntlet_explore(my_tests FLAVOUR tsan).

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "gauntlet/explore_gtest.hpp"

namespace gauntlet {
namespace {

int shared = 0;

void add_without_a_lock() {
  std::thread one([] { ++shared; }), two([] { ++shared; });
  one.join();
  two.join();
}

void add_with_a_lock() {
  std::mutex mutex;
  const auto add = [&] {
    const std::lock_guard lock(mutex);
    ++shared;
  };
  std::thread one(add), two(add);
  one.join();
  two.join();
}

/// The threads run one after the other, so there is no deadlock. ThreadSanitizer reports the lock order
/// inversion.
void lock_in_both_orders() {
  std::mutex a, b;
  std::thread([&] { const std::scoped_lock first(a), second(b); }).join();
  std::thread([&] { const std::scoped_lock first(b), second(a); }).join();
}

TEST(explore_under_thread_sanitizer, fails_if_a_race_is_reported) {
  const auto found = explore({.schedules = 100, .verify = false}, add_without_a_lock);
  EXPECT_TRUE(found.failed);
  EXPECT_EQ(found.schedules, 1u);  // every order of the two threads is a race
  EXPECT_NE(found.why.find("ThreadSanitizer"), std::string::npos);
  const auto again = explore({.replay = found.token}, add_without_a_lock);
  EXPECT_TRUE(again.failed);
  EXPECT_EQ(again.why, found.why);
}

TEST(explore_under_thread_sanitizer, fails_in_a_test_with_a_token) {
  EXPECT_NONFATAL_FAILURE(GAUNTLET_EXPLORE({.schedules = 100}, add_without_a_lock), "GAUNTLET_REPLAY=");
}

TEST(explore_under_thread_sanitizer, fails_if_locks_are_acquired_in_both_orders) {
  EXPECT_TRUE(explore({.schedules = 10, .verify = false}, lock_in_both_orders).failed);
}

TEST(explore_under_thread_sanitizer, does_not_fail_for_a_correct_body) {
  EXPECT_FALSE(explore({.schedules = 1000}, add_with_a_lock).failed);
}

}  // namespace
}  // namespace gauntlet
