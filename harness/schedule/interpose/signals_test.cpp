#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <cstdlib>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

volatile sig_atomic_t handled = 0;

/// Returns how often the handler runs for a signal that a logical thread sends to itself.
int handled_after(int (*send)()) {
  struct sigaction before, counts{};
  counts.sa_handler = [](int) { handled = handled + 1; };
  sigaction(SIGUSR1, &counts, &before);
  handled = 0;
  run_once([send] {
    std::thread([send] {
      EXPECT_EQ(send(), 0);
      struct sigaction now;
      sigaction(SIGUSR1, nullptr, &now);  // ThreadSanitizer delivers signals in such calls
    }).join();
  });
  sigaction(SIGUSR1, &before, nullptr);
  return handled;
}

TEST(signals, reach_the_logical_thread_that_sends_them_to_itself) {
  EXPECT_EQ(handled_after([] { return raise(SIGUSR1); }), 1);
  EXPECT_EQ(handled_after([] { return pthread_kill(pthread_self(), SIGUSR1); }), 1);
}

TEST(signals_deathtest, end_the_process_by_abort) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_once([] { std::thread([] { std::abort(); }).join(); }), testing::KilledBySignal(SIGABRT),
              "");
}

}  // namespace
}  // namespace gauntlet::schedule
