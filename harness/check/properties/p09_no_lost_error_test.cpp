#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p09_no_lost_error, a_failure_that_a_wait_joins_is_told) {
  for (const auto& s : {fail_fast(1), collect_all(1)}) {
    EXPECT_EXERCISED("P09", s, of(1).start(0).fail(0).wait({0}));
    EXPECT_REJECTED("P09", s, of(1).start(0).fail(0).wait());
    EXPECT_REJECTED("P09", s, of(1).start(0).raise(0).wait());
  }
}

TEST(p09_no_lost_error, a_cancellation_of_the_parent_is_no_excuse) {
  EXPECT_REJECTED("P09", fail_fast(1), of(1).start(0).cancel_parent().fail(0).wait());
}

TEST(p09_no_lost_error, a_body_that_ends_after_the_wait_is_p01s) {
  EXPECT_EXERCISED("P09", fail_fast(1), of(1).start(0).wait().fail(0));
}

TEST(p09_no_lost_error, an_exit_that_is_not_told_is_p48s) {
  EXPECT_UNEXERCISED("P09", fail_fast(1), of(1).start(0).exit(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
