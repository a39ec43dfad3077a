// Schedules of gauntlet::explore that make no progress, because code outside control blocks or spins.

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <thread>

#include "gauntlet/explore.hpp"

namespace gauntlet {
namespace {

using namespace std::chrono_literals;

/// Waits for a byte that a thread would write that cannot run meanwhile.
void block_in_a_system_call() {
  const int event = eventfd(0, 0);
  std::thread wakes([event] {
    const std::uint64_t one = 1;
    (void)!write(event, &one, sizeof one);
  });
  std::uint64_t got = 0;
  (void)!read(event, &got, sizeof got);
  wakes.join();
  close(event);
}

void spin_on_a_plain_variable() {
  volatile bool stop = false;
  std::thread stops([&] { stop = true; });
  while (!stop) {
  }
  stops.join();
}

void explore_impatiently(void (*body)()) {
  explore_options how;
  how.verify = false;
  how.patience = 500ms;
  (void)explore(how, body);
}

TEST(explore_hangs_deathtest, reports_a_thread_that_blocks) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      explore_impatiently(block_in_a_system_call), testing::ExitedWithCode(1),
      "no progress: thread 0 has blocked for 1 s at explored_hangs_test.cpp:[0-9]+(.|\n)*Its last operation, "
      "step [0-9]+: (.|\n)*in the first run of the body; to replay it, set GAUNTLET_REPLAY=3:");
}

TEST(explore_hangs_deathtest, reports_a_thread_that_spins) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      explore_impatiently(spin_on_a_plain_variable), testing::ExitedWithCode(1),
      "no progress: thread 0 has reached no scheduling point for 1 s at explored_hangs_test.cpp:[0-9]+(.|\n)*"
      "to replay it, set GAUNTLET_REPLAY=3:");
}

TEST(explore_hangs, does_not_watch_the_time_between_schedules) {
  explore_options how;
  how.schedules = 2;
  how.patience = 10ms;
  const auto out = explore(
      how, [] {},
      [] {
        std::this_thread::sleep_for(200ms);
        return false;
      });
  EXPECT_FALSE(out.failed);
}

TEST(explore_time_limit, ends_the_search) {
  explore_options how;
  how.schedules = ~0u;
  how.strategies = {"random walk"};
  how.time_limit = 1ms;
  const auto out = explore(how, [] {});
  EXPECT_FALSE(out.failed);
  EXPECT_FALSE(out.exhausted);
  EXPECT_LT(out.schedules, ~0u);
}

}  // namespace
}  // namespace gauntlet
