#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation that_ends_on_an_exception() {
  auto s = fail_fast(1);
  s.can.ends_on_exception = true;
  return s;
}

// That the process does end is for the orchestrator to see; a history shows that no wait was faster.
TEST(p47_crash_wins, no_wait_returns_after_the_exception) {
  EXPECT_REJECTED("P47", that_ends_on_an_exception(), of(1).start(0).raise(0).wait());
  EXPECT_REJECTED("P47", that_ends_on_an_exception(), of(1).start(0).raise(0).wait({0}));
  EXPECT_ACCEPTED("P47", that_ends_on_an_exception(), of(1).start(0).raise(0).wait_begin().hangs());
}

TEST(p47_crash_wins, a_wait_that_returned_before_is_no_matter) {
  EXPECT_EXERCISED("P47", that_ends_on_an_exception(), of(1).wait().start(0).raise(0).wait_begin().hangs());
}

TEST(p47_crash_wins, an_error_that_was_returned_is_no_exception) {
  EXPECT_UNEXERCISED("P47", that_ends_on_an_exception(), of(1).start(0).fail(0).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
