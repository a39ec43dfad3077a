#include "harness/schedule/watchdog.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>

namespace gauntlet::schedule {
namespace {

// ThreadSanitizer has a thread that never rests. Its activity must not count as progress of the case.
TEST(watchdog, reports_a_deadlock_if_no_thread_moves) {
  std::promise<watchdog::reason> reported;
  watchdog dog({}, [&](watchdog::reason reason) { reported.set_value(reason); });
  dog.begin();
  EXPECT_EQ(reported.get_future().get(), watchdog::reason::deadlock);
}

/// Returns whether the watchdog reports a deadlock while this thread waits on a condition variable again and
/// again, each time for that long, for 900 ms in all.
bool is_deadlock_while_waiting_for(std::chrono::milliseconds each) {
  std::atomic<bool> reported{false};
  watchdog dog({}, [&](watchdog::reason) { reported = true; });
  dog.begin();
  std::mutex mutex;
  std::condition_variable never_notified;
  std::unique_lock lock(mutex);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(900);
  while (std::chrono::steady_clock::now() < end) never_notified.wait_for(lock, each);
  return reported;
}

// The end of the wait is progress that the watchdog can expect.
TEST(watchdog, reports_no_deadlock_while_a_thread_waits_for_a_deadline) {
  EXPECT_FALSE(is_deadlock_while_waiting_for(std::chrono::milliseconds(900)));
  EXPECT_FALSE(is_deadlock_while_waiting_for(std::chrono::milliseconds(450)));
}

// A time-out that passes after the patience of the watchdog is none.
TEST(watchdog, reports_a_deadlock_if_the_deadline_is_far) {
  std::promise<void> reported;
  watchdog dog({300, 5'000}, [&](watchdog::reason) { reported.set_value(); });
  dog.begin();
  auto future = reported.get_future();
  EXPECT_EQ(future.wait_for(std::chrono::seconds(100)), std::future_status::ready);
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
