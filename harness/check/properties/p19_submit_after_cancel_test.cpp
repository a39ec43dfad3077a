#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p19_submit_after_cancel, a_cancelled_group_runs_a_submitted_task) {
  EXPECT_EXERCISED("P19", fail_fast(2), of(2).start(0).fail(0).look(0, true, 0).start(1).ok(1).wait({0}));
  EXPECT_REJECTED("P19", fail_fast(2), of(2).start(0).fail(0).look(0, true, 0).submit(1).wait({0}));
}

TEST(p19_submit_after_cancel, leaves_a_task_submitted_before_the_cancellation_to_p02) {
  EXPECT_UNEXERCISED("P19", fail_fast(2),
                     of(2).submit(0).submit(1).begin(0).fail(0).look(0, true, 0).wait({0}));
}

TEST(p19_submit_after_cancel, does_not_apply_to_groups_that_drop_tasks) {
  auto can = fail_fast(1).can;
  EXPECT_EQ(property_named("P19")->not_applicable(can), "");
  can.runs_after_cancel = false;
  EXPECT_NE(property_named("P19")->not_applicable(can), "");
}

}  // namespace
}  // namespace gauntlet::check
