#include "harness/schedule/watchdog.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <future>

namespace gauntlet::schedule {
namespace {

// ThreadSanitizer has a thread that never rests. Its activity must not count as progress of the case.
TEST(watchdog, reports_a_deadlock_if_no_thread_moves) {
  std::promise<watchdog::reason> reported;
  watchdog dog({}, [&](watchdog::reason reason) { reported.set_value(reason); });
  dog.begin();
  EXPECT_EQ(reported.get_future().get(), watchdog::reason::deadlock);
}

// Code that is not instrumented may spin where the scheduler cannot observe it.
TEST(watchdog, reports_a_livelock_after_its_patience) {
  std::atomic<bool> reported{false};
  watchdog::reason why{};
  watchdog dog({60'000, 100}, [&](watchdog::reason reason) {
    why = reason;
    reported = true;
  });
  dog.begin();
  while (!reported) {
  }
  EXPECT_EQ(why, watchdog::reason::livelock);
}

/// Starts a child process that does not rest.
pid_t start_busy_child() {
  const char* busy[] = {"/bin/sh", "-c", "while :; do :; done", nullptr};
  pid_t child = 0;
  EXPECT_EQ(posix_spawn(&child, busy[0], nullptr, nullptr, const_cast<char**>(busy), environ), 0);
  return child;
}

// A sanitizer waits for its symbolizer in the same way. A wait for a process that runs is not a deadlock.
TEST(watchdog, reports_no_deadlock_while_a_child_process_runs) {
  std::promise<watchdog::reason> promised;
  auto reported = promised.get_future();
  watchdog dog({200, 60'000}, [&](watchdog::reason reason) { promised.set_value(reason); });
  const auto child = start_busy_child();
  dog.begin();
  // One second is far longer than quiet_ms.
  EXPECT_EQ(reported.wait_for(std::chrono::seconds(1)), std::future_status::timeout);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_EQ(reported.get(), watchdog::reason::deadlock);
}

// A subject may wait for a child that never ends.
TEST(watchdog, has_no_more_patience_with_a_child_process_that_runs) {
  std::promise<watchdog::reason> reported;
  watchdog dog({60'000, 200}, [&](watchdog::reason reason) { reported.set_value(reason); });
  const auto child = start_busy_child();
  dog.begin();
  EXPECT_EQ(reported.get_future().get(), watchdog::reason::livelock);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

std::atomic<std::uint64_t> samples{0};

TEST(watchdog, does_not_report_a_case_that_makes_progress) {
  std::atomic<int> calls{0};
  watchdog dog({1, 1}, [&](watchdog::reason) { ++calls; }, [] { return ++samples; });
  dog.begin();
  while (samples < 20) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(calls, 0);
}

TEST(watchdog, does_not_report_cases_that_end) {
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
}  // namespace gauntlet::schedule
