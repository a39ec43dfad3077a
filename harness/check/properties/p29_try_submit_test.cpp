#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p29_try_submit, rejects_only_if_all_permits_may_be_in_use) {
  EXPECT_EXERCISED("P29", limited(2, 1), of(2).start(0).try_submit(1, submit_result::rejected).ok(0).wait());
  EXPECT_REJECTED("P29", limited(2, 2), of(2).start(0).try_submit(1, submit_result::rejected).ok(0).wait());
  EXPECT_REJECTED("P29", fail_fast(1), of(1).try_submit(0, submit_result::rejected).wait());
}

TEST(p29_try_submit, accepts_only_if_a_permit_may_be_free) {
  const auto accepted_while_task_0_runs = of(2).start(0).try_submit(1).ok(0).begin(1).ok(1).wait();
  EXPECT_EXERCISED("P29", limited(2, 2), accepted_while_task_0_runs);
  EXPECT_REJECTED("P29", limited(2, 1), accepted_while_task_0_runs);
}

TEST(p29_try_submit, an_ended_task_may_still_hold_its_permit) {
  EXPECT_EXERCISED("P29", limited(2, 1), of(2).start(0).ok(0).try_submit(1, submit_result::rejected).wait());
}

TEST(p29_try_submit, an_ended_task_holds_no_permit_when_the_group_is_quiescent) {
  EXPECT_REJECTED("P29", limited(2, 1),
                  of(2).start(0).ok(0).quiescent().try_submit(1, submit_result::rejected).wait());
  EXPECT_EXERCISED("P29", limited(2, 1),
                   of(2).start(0).ok(0).quiescent().try_submit(1).begin(1).ok(1).wait());
}

TEST(p29_try_submit, a_dropped_task_holds_its_permit_until_it_is_destroyed) {
  auto drops = limited(3, 1);
  drops.can.runs_after_cancel = false;
  const auto after = [](bool destroyed) {
    auto h = of(3).start(0).fail(0).dispose(0).submit(1);
    if (destroyed) h.dispose(1);
    h.try_submit(2);
    if (!destroyed) h.dispose(1);
    return h.begin(2).ok(2).dispose(2).wait({0});
  };
  EXPECT_EXERCISED("P29", drops, after(true));
  EXPECT_REJECTED("P29", drops, after(false));
}

TEST(p29_try_submit, try_submit_never_blocks) {
  auto s = limited(2, 1);
  s.plan.driver = {{plan::driver_kind::submit, 0}, {plan::driver_kind::try_submit, 1}};
  EXPECT_HANG("P29", s, of(2).start(0).ok(0).at(0, kind::submit_begin, 1));
}

}  // namespace
}  // namespace gauntlet::check
