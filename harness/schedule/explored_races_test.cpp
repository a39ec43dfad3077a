// gauntlet::explore under ThreadSanitizer, linked like a user's program:
// gauntlet_explore(my_tests FLAVOUR tsan).

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <string_view>
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

void lock_both(std::mutex& one, std::mutex& other) {
  const std::lock_guard first(one);
  const std::lock_guard second(other);
}

/// The threads run one after the other, so there is no deadlock.
void lock_in_both_orders_one_after_the_other() {
  std::mutex a, b;
  std::thread([&] { lock_both(a, b); }).join();
  std::thread([&] { lock_both(b, a); }).join();
}

/// A third mutex excludes the deadlock.
void lock_in_both_orders_under_a_third() {
  std::mutex gate, a, b;
  const auto lock = [&gate](std::mutex& one, std::mutex& other) {
    const std::lock_guard alone(gate);
    lock_both(one, other);
  };
  std::thread one([&] { lock(a, b); }), two([&] { lock(b, a); });
  one.join();
  two.join();
}

void lock_in_both_orders() {
  std::mutex a, b;
  std::thread one([&] { lock_both(a, b); }), two([&] { lock_both(b, a); });
  one.join();
  two.join();
}

/// Returns whether the future's reader observes the value and what the thread wrote before it.
bool set_a_value_at_thread_exit() {
  std::promise<int*> promise;
  auto future = promise.get_future();
  int written = 0;
  std::thread thread([&] {
    written = 1;
    promise.set_value_at_thread_exit(&written);
  });
  const bool observed = *future.get() == 1;
  thread.join();
  return observed;
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

TEST(explore_under_thread_sanitizer, does_not_fail_for_lock_orders_that_cannot_deadlock) {
  EXPECT_FALSE(explore({.schedules = 100}, lock_in_both_orders_one_after_the_other).failed);
  EXPECT_FALSE(explore({.schedules = 100}, lock_in_both_orders_under_a_third).failed);
}

TEST(explore_under_thread_sanitizer, observes_the_deadlock_of_two_lock_orders) {
  const auto found = explore({.schedules = 1000}, lock_in_both_orders);
  ASSERT_TRUE(found.failed);
  EXPECT_TRUE(found.why.starts_with("deadlock")) << found.why;
}

TEST(explore_under_thread_sanitizer, does_not_fail_for_a_value_that_is_set_at_thread_exit) {
  bool observed = false;
  EXPECT_FALSE(
      explore(
          {.schedules = 300}, [&] { observed = set_a_value_at_thread_exit(); }, [&] { return !observed; })
          .failed);
}

// libstdc++ 12 is suppressed by name; later versions describe their lock to ThreadSanitizer.
TEST(explore_under_thread_sanitizer, does_not_fail_for_an_atomic_shared_pointer) {
  const char* options = std::getenv("TSAN_OPTIONS");
  if (options != nullptr && std::string_view(options).find("symbolize=0") != std::string_view::npos)
    GTEST_SKIP() << "a suppression has no effect without a symbolizer";
  const auto body = [] {
    std::atomic<std::shared_ptr<int>> pointer;
    std::thread writer([&] { pointer.store(std::make_shared<int>(1)); });
    std::thread reader([&] { (void)pointer.load(); });
    writer.join();
    reader.join();
  };
  EXPECT_FALSE(explore({.schedules = 300}, body).failed);
}

TEST(explore_under_thread_sanitizer, does_not_fail_for_a_correct_body) {
  EXPECT_FALSE(explore({.schedules = 1000}, add_with_a_lock).failed);
}

}  // namespace
}  // namespace gauntlet
