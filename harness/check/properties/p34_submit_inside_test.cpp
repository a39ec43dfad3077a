#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p34_submit_inside, wait_joins_a_task_that_a_task_submits) {
  EXPECT_EXERCISED("P34", fail_fast(2), of(2).start(0).submit_inside(0, 1).begin(1).ok(0).ok(1).wait());
  EXPECT_REJECTED("P34", fail_fast(2), of(2).start(0).submit_inside(0, 1).begin(1).ok(0).wait().ok(1));
}

TEST(p34_submit_inside, wait_joins_descendants_of_any_depth) {
  const auto grandchild =
      of(3).start(0).submit_inside(0, 1).begin(1).submit_inside(1, 2).begin(2).ok(0).ok(1);
  EXPECT_EXERCISED("P34", fail_fast(3), history_builder(grandchild).ok(2).wait());
  EXPECT_REJECTED("P34", fail_fast(3), history_builder(grandchild).wait().ok(2));
}

TEST(p34_submit_inside, a_submission_by_a_task_without_a_limit_does_not_block) {
  EXPECT_HANG("P34", fail_fast(2), of(2).start(0).at(1, kind::submit_begin, 1));
}

TEST(p34_submit_inside, leaves_tasks_submitted_by_the_driver_to_p01) {
  EXPECT_UNEXERCISED("P34", fail_fast(2), of(2).start(0).start(1).ok(0).wait().ok(1));
}

}  // namespace
}  // namespace gauntlet::check
