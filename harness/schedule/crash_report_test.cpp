#include "harness/schedule/crash_report.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>

#include "harness/schedule/schedule_fixture.hpp"

namespace gauntlet::schedule {
namespace {

TEST(dying_words_deathtest, name_the_strategy_and_the_schedule) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto dies = [] {
    const crash_report last;
    run_once([] { std::abort(); });
  };
  EXPECT_DEATH(dies(), "died in a schedule of random walk; to run it again: GAUNTLET_REPLAY=2:");
}

TEST(crash_report, leave_the_handlers_of_signals_as_they_were) {
  struct sigaction before, during, after;
  sigaction(SIGABRT, nullptr, &before);
  {
    const crash_report last;
    sigaction(SIGABRT, nullptr, &during);
  }
  sigaction(SIGABRT, nullptr, &after);
  EXPECT_NE(during.sa_handler, before.sa_handler);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

}  // namespace
}  // namespace gauntlet::schedule
