#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p54_callable_destruction, a_callable_is_destroyed_once_and_before_the_wait_returns) {
  EXPECT_EXERCISED("P54", fail_fast(1), of(1).start(0).ok(0).dispose(0).wait());
  EXPECT_REJECTED("P54", fail_fast(1), of(1).start(0).ok(0).wait().dispose(0));
  EXPECT_REJECTED("P54", fail_fast(1), of(1).start(0).ok(0).dispose(0).dispose(0).wait());
  EXPECT_REJECTED("P54", fail_fast(1), of(1).start(0).ok(0).wait());
}

TEST(p54_callable_destruction, times_closer_than_the_clock_error_prove_nothing) {
  EXPECT_EXERCISED("P54", fail_fast(1), of(1).start(0).ok(0).wait_begin().wait_end().same_time().dispose(0));
}

TEST(p54_callable_destruction, a_rejected_task_has_a_callable_too) {
  EXPECT_EXERCISED("P54", fail_fast(1), of(1).try_submit(0, submit_result::rejected).dispose(0).wait());
  EXPECT_REJECTED("P54", fail_fast(1), of(1).try_submit(0, submit_result::rejected).wait());
}

TEST(p54_callable_destruction, a_dropped_task_is_destroyed_like_any_other) {
  EXPECT_EXERCISED("P54", fail_fast(2),
                   of(2).submit(0).submit(1).begin(0).fail(0).dispose(0).dispose(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
