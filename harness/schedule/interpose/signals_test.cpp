#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <cstdlib>
#include <thread>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

volatile sig_atomic_t handled = 0;

TEST(signals, reach_the_logical_thread_that_sends_them_to_itself) {
  struct sigaction before, counts{};
  counts.sa_handler = [](int) { handled = handled + 1; };
  sigaction(SIGUSR1, &counts, &before);
  handled = 0;
  run_once([] {
    std::thread([] {
      EXPECT_EQ(raise(SIGUSR1), 0);
      EXPECT_EQ(handled, 1);
      EXPECT_EQ(pthread_kill(pthread_self(), SIGUSR1), 0);
      EXPECT_EQ(handled, 2);
    }).join();
  });
  sigaction(SIGUSR1, &before, nullptr);
}

TEST(signals_deathtest, end_the_process_by_abort) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(run_once([] { std::thread([] { std::abort(); }).join(); }), testing::KilledBySignal(SIGABRT),
              "");
}

}  // namespace
}  // namespace gauntlet::schedule
