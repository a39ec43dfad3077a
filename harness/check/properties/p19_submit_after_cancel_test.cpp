#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p19_submit_after_cancel, a_cancelled_group_runs_what_is_submitted) {
  EXPECT_EXERCISED("P19", fail_fast(2), of(2).start(0).fail(0).look(0, true, 0).start(1).ok(1).wait({0}));
  EXPECT_REJECTED("P19", fail_fast(2), of(2).start(0).fail(0).look(0, true, 0).submit(1).wait({0}));
}

TEST(p19_submit_after_cancel, a_task_that_was_submitted_before_and_dropped_is_p02s) {
  EXPECT_UNEXERCISED("P19", fail_fast(2),
                     of(2).submit(0).submit(1).begin(0).fail(0).look(0, true, 0).wait({0}));
}

TEST(p19_submit_after_cancel, is_not_for_groups_that_drop_tasks) {
  auto can = fail_fast(1).can;
  EXPECT_EQ(property_named("P19")->not_applicable(can), "");
  can.runs_after_cancel = false;
  EXPECT_NE(property_named("P19")->not_applicable(can), "");
}

}  // namespace
}  // namespace gauntlet::check
