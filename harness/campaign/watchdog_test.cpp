#include "harness/campaign/watchdog.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace gauntlet::campaign {
namespace {

// Under ThreadSanitizer a thread of the runtime never rests: it must not pass for progress of the case.
TEST(watchdog, sees_that_nothing_moves) {
  std::promise<watchdog::reason> told;
  watchdog dog({}, [&](watchdog::reason reason) { told.set_value(reason); });
  dog.begin();
  EXPECT_EQ(told.get_future().get(), watchdog::reason::deadlock);
}

// Spins that the schedule can't see, say: in code that was not instrumented.
TEST(watchdog, gives_up_a_case_that_spins) {
  std::atomic<bool> told{false};
  watchdog::reason why{};
  watchdog dog({60'000, 100}, [&](watchdog::reason reason) {
    why = reason;
    told = true;
  });
  dog.begin();
  while (!told) {
  }
  EXPECT_EQ(why, watchdog::reason::livelock);
}

TEST(watchdog, leaves_a_case_alone_that_ends) {
  std::atomic<int> calls{0};
  {
    watchdog dog({}, [&](watchdog::reason) { ++calls; });
    for (int i = 0; i < 1000; ++i) {
      dog.begin();
      dog.end();
    }
  }
  EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace gauntlet::campaign
