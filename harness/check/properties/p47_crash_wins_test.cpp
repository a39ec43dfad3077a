#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation that_ends_on_an_exception() {
  auto s = fail_fast(1);
  s.can.ends_on_exception = true;
  return s;
}

// The orchestrator checks that the process ends. A history only shows whether a wait() returned before that.
TEST(p47_crash_wins, no_wait_that_joins_the_task_returns) {
  EXPECT_REJECTED("P47", that_ends_on_an_exception(), of(1).start(0).raise(0).wait());
  EXPECT_REJECTED("P47", that_ends_on_an_exception(), of(1).start(0).raise(0).wait({0}));
  EXPECT_EXERCISED("P47", that_ends_on_an_exception(), of(1).start(0).raise(0).wait_begin().hangs());
}

TEST(p47_crash_wins, a_wait_before_the_task_may_return) {
  EXPECT_UNEXERCISED("P47", that_ends_on_an_exception(), of(1).wait().start(0).raise(0).hangs());
}

TEST(p47_crash_wins, a_returned_error_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P47", that_ends_on_an_exception(), of(1).start(0).fail(0).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
