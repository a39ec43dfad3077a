#include "harness/schedule/crash_report.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
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
  EXPECT_DEATH(crash(),
               "crashed with SIGABRT in a schedule of random walk; to replay it, set GAUNTLET_REPLAY=3:");
}

/// Returns the kernel's handler of SIGABRT, which a sanitizer may hide from sigaction.
const void* handler() {
  struct {
    const void* handle;
    unsigned long flags;
    void (*restorer)();
    std::uint64_t mask;
  } now{};
  syscall(SYS_rt_sigaction, SIGABRT, nullptr, &now, sizeof now.mask);
  return now.handle;
}

TEST(crash_report, restores_the_signal_handlers) {
  const auto* before = handler();
  {
    const crash_report report;
    EXPECT_NE(handler(), before);
  }
  EXPECT_EQ(handler(), before);
}

TEST(crash_report, exists_in_its_own_process_only) {
  EXPECT_FALSE(reports_ends_of_process());
  const crash_report report;
  EXPECT_TRUE(reports_ends_of_process());
  const auto fork_of_this = fork();
  if (fork_of_this == 0) _exit(reports_ends_of_process() ? 1 : 0);
  int status = -1;
  waitpid(fork_of_this, &status, 0);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace gauntlet::schedule
