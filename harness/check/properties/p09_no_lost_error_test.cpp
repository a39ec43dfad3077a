#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p09_no_lost_error, wait_returns_an_error_if_a_joined_task_failed) {
  for (const auto& s : {fail_fast(1), collect_all(1)}) {
    EXPECT_EXERCISED("P09", s, of(1).start(0).fail(0).wait({0}));
    EXPECT_REJECTED("P09", s, of(1).start(0).fail(0).wait());
    EXPECT_REJECTED("P09", s, of(1).start(0).raise(0).wait());
  }
}

TEST(p09_no_lost_error, a_cancelled_parent_does_not_hide_a_failure) {
  EXPECT_REJECTED("P09", fail_fast(1), of(1).start(0).cancel_parent().fail(0).wait());
}

TEST(p09_no_lost_error, leaves_a_body_that_ends_after_wait_to_p01) {
  EXPECT_UNEXERCISED("P09", fail_fast(1), of(1).start(0).wait().fail(0));
}

TEST(p09_no_lost_error, leaves_a_thread_exit_to_p48) {
  EXPECT_UNEXERCISED("P09", fail_fast(1), of(1).start(0).exit(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
