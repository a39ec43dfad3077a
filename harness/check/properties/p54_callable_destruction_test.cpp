#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p54_callable_destruction, a_callable_is_destroyed_once_and_before_wait_returns) {
  EXPECT_EXERCISED("P54", fail_fast(1), of(1).start(0).ok(0).dispose(0).wait());
  EXPECT_REJECTED("P54", fail_fast(1), of(1).start(0).ok(0).wait().dispose(0));
  EXPECT_REJECTED("P54", fail_fast(1), of(1).start(0).ok(0).dispose(0).dispose(0).wait());
  EXPECT_REJECTED("P54", fail_fast(1), of(1).start(0).ok(0).wait());
}

TEST(p54_callable_destruction, a_difference_below_the_clock_error_is_no_proof) {
  EXPECT_EXERCISED("P54", fail_fast(1), of(1).start(0).ok(0).wait_begin().wait_end().same_time().dispose(0));
}

TEST(p54_callable_destruction, the_callable_of_a_rejected_task_is_destroyed) {
  EXPECT_EXERCISED("P54", fail_fast(1), of(1).try_submit(0, submit_result::rejected).dispose(0).wait());
  EXPECT_REJECTED("P54", fail_fast(1), of(1).try_submit(0, submit_result::rejected).wait());
}

TEST(p54_callable_destruction, the_callable_of_a_dropped_task_is_destroyed) {
  EXPECT_EXERCISED("P54", fail_fast(2),
                   of(2).submit(0).submit(1).begin(0).fail(0).dispose(0).dispose(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
