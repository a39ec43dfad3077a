#include "harness/runner/watchdog.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <future>

namespace gauntlet::runner {
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

// As where a sanitizer waits for its symbolizer: whoever waits for a process that works is no deadlock.
TEST(watchdog, waits_for_a_child_that_works) {
  std::promise<watchdog::reason> promised;
  auto told = promised.get_future();
  watchdog dog({200, 60'000}, [&](watchdog::reason reason) { promised.set_value(reason); });
  const char* busy[] = {"/bin/sh", "-c", "while :; do :; done", nullptr};
  pid_t child = 0;
  ASSERT_EQ(posix_spawn(&child, busy[0], nullptr, nullptr, const_cast<char**>(busy), environ), 0);
  dog.begin();
  EXPECT_EQ(told.wait_for(std::chrono::seconds(1)), std::future_status::timeout);  // far longer than quiet_ms
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(told.get(), watchdog::reason::deadlock);
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
}  // namespace gauntlet::runner
