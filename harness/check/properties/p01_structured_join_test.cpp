#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p01_structured_join, wait_returns_after_the_tasks_submitted_before_it) {
  EXPECT_EXERCISED("P01", fail_fast(1), of(1).start(0).ok(0).wait());
  EXPECT_REJECTED("P01", fail_fast(1), of(1).start(0).wait().ok(0));
  EXPECT_REJECTED("P01", fail_fast(1), of(1).start(0).wait());  // the task never ends
}

TEST(p01_structured_join, a_difference_below_the_clock_error_is_no_proof) {
  EXPECT_EXERCISED("P01", fail_fast(1), of(1).start(0).wait_begin().wait_end().same_time().ok(0));
}

TEST(p01_structured_join, a_task_submitted_concurrently_with_wait_need_not_be_joined) {
  EXPECT_UNEXERCISED("P01", fail_fast(1), of(1).wait_beside().start(0).wait_end({}, 5).ok(0));
}

TEST(p01_structured_join, leaves_tasks_submitted_by_tasks_to_p34) {
  EXPECT_ACCEPTED("P01", fail_fast(2), of(2).start(0).submit_inside(0, 1).begin(1).ok(0).wait().ok(1));
}

}  // namespace
}  // namespace gauntlet::check
