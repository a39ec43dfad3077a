#include "harness/schedule/crash_report.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

TEST(crash_report_deathtest, names_the_strategy_and_the_schedule) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto crash = [] {
    const crash_report report;
    run_once([] { std::abort(); });
  };
  EXPECT_DEATH(crash(), "crashed in a schedule of random walk; to replay it, set GAUNTLET_REPLAY=2:");
}

TEST(crash_report, restores_the_signal_handlers) {
  struct sigaction before, during, after;
  sigaction(SIGABRT, nullptr, &before);
  {
    const crash_report report;
    sigaction(SIGABRT, nullptr, &during);
  }
  sigaction(SIGABRT, nullptr, &after);
  EXPECT_NE(during.sa_handler, before.sa_handler);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

}  // namespace
}  // namespace gauntlet::schedule
