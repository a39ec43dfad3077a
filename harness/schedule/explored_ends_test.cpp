// Schedules of gauntlet::explore in which the process ends, or a thread outlives the body.

#include <gtest/gtest.h>
#include <pthread.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "gauntlet/explore.hpp"
#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool under_address_sanitizer = true;
#elif defined(__has_feature)
constexpr bool under_address_sanitizer = __has_feature(address_sanitizer);
#else
constexpr bool under_address_sanitizer = false;
#endif

class explore_ends_deathtest : public testing::Test {
 protected:
  explore_ends_deathtest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
  static void explore_thread(const std::function<void()>& body) {
    explore_options how;
    how.verify = false;
    (void)explore(how, [&] { std::thread(body).join(); });
  }
};

TEST_F(explore_ends_deathtest, reports_a_call_of_exit) {
  constexpr const char* report =
      "thread 1 ended the process: it called [_a-zE]*xit\\(0\\) at explored_ends_test.cpp:[0-9]+, in the "
      "first run of "
      "the body; to replay it, set GAUNTLET_REPLAY=3:";
  EXPECT_EXIT(explore_thread([] { std::exit(0); }), testing::ExitedWithCode(1), report);
  EXPECT_EXIT(explore_thread([] { _exit(0); }), testing::ExitedWithCode(1), report);
  EXPECT_EXIT(explore_thread([] { std::_Exit(0); }), testing::ExitedWithCode(1), report);
  EXPECT_EXIT(explore_thread([] { std::quick_exit(0); }), testing::ExitedWithCode(1), report);
}

TEST_F(explore_ends_deathtest, leaves_calls_of_exit_outside_of_a_schedule_alone) {
  const auto leave = [] {
    (void)explore({.schedules = 1}, [] {});
    std::exit(7);
  };
  EXPECT_EXIT(leave(), testing::ExitedWithCode(7), "");
}

TEST_F(explore_ends_deathtest, reports_a_stack_overflow) {
  struct endless {
    static int call(int depth) {
      volatile char room[1000];
      room[0] = static_cast<char>(depth);
      return depth == 0 ? room[0] : call(depth + 1) + room[0];
    }
  };
  const char* report =
      under_address_sanitizer  // it handles the signal itself
          ? "the sanitizer ended the process in the first run of the body; to replay it"
          : "crashed with SIGSEGV \\(a stack overflow\\) in the first run of the body; to replay it";
  EXPECT_EXIT(explore_thread([] { (void)endless::call(1); }), [](int) { return true; }, report);
}

// Control is off while the report is written: it is no part of the schedule.
TEST_F(explore_ends_deathtest, reports_a_crash_if_plain_accesses_are_scheduling_points) {
  const auto crash = [] {
    explore_options how;
    how.verify = false;
    how.limits.plain_accesses = true;
    (void)explore(how, [] {
      std::thread other([] {});
      std::abort();
    });
  };
  EXPECT_EXIT(crash(), testing::KilledBySignal(SIGABRT),
              "crashed with SIGABRT in the first run of the body; to replay it, set "
              "GAUNTLET_REPLAY=3p?:[0-9a-frx.]*\n");
}

TEST(explore_ends, fails_if_the_thread_of_the_body_calls_pthread_exit) {
  explore_options how;
  how.verify = false;
  const auto found = explore(how, [] { pthread_exit(nullptr); });
  EXPECT_TRUE(found.failed);
  EXPECT_EQ(found.why, "the body's thread called pthread_exit; the body must return");
}

/// A thread that never stops waiting, as the idle thread of a pool does.
struct pool {
  std::mutex mutex;
  std::condition_variable changed;
  std::thread idle{[this] {
    std::unique_lock lock(mutex);
    changed.wait(lock);
  }};
};

TEST(explore_ends, says_that_a_thread_outlives_the_body) {
  explore_options how;
  how.verify = false;
  pool* made = nullptr;
  const auto found = explore(how, [&] { made = new pool; });
  EXPECT_TRUE(found.failed);
  EXPECT_NE(found.why.find("the body has returned, but thread 1 still waits on a condition variable"),
            std::string::npos);
  EXPECT_NE(found.why.find("; threads must not outlive the body"), std::string::npos);
  EXPECT_EQ(found.why.find("deadlock"), std::string::npos);
  made->idle.join();  // returns, although the thread was abandoned
  delete made;
}

TEST(explore_ends, calls_a_deadlock_of_the_body_a_deadlock) {
  explore_options how;
  how.verify = false;
  const auto found = explore(how, [] {
    std::mutex mutex;
    mutex.lock();
    mutex.lock();
  });
  EXPECT_EQ(found.why.find("deadlock: no thread can run\n  thread 0 locks a mutex"), 0u) << found.why;
  EXPECT_NE(found.why.find("at explored_ends_test.cpp:"), std::string::npos) << found.why;
}

}  // namespace
}  // namespace gauntlet
