#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder with_a_spurious_wakeup(history_builder h) {
  h.raw().spurious_wakeups = 1;
  return h;
}

TEST(p59_spurious_wakeups, a_spurious_wakeup_does_not_end_wait) {
  const auto early = of(1).start(0).wait().ok(0);
  EXPECT_EXERCISED("P59", fail_fast(1), with_a_spurious_wakeup(of(1).start(0).ok(0).wait()));
  EXPECT_REJECTED("P59", fail_fast(1), with_a_spurious_wakeup(early));
  EXPECT_UNEXERCISED("P59", fail_fast(1), early);  // P01 judges it
}

TEST(p59_spurious_wakeups, a_spurious_wakeup_does_not_end_submit) {
  EXPECT_REJECTED("P59", limited(2, 1), with_a_spurious_wakeup(of(2).start(0).start(1).ok(0).ok(1).wait()));
  EXPECT_EXERCISED("P59", limited(2, 2), with_a_spurious_wakeup(of(2).start(0).start(1).ok(0).ok(1).wait()));
}

TEST(p59_spurious_wakeups, checks_only_properties_that_apply) {
  auto s = limited(2, 1);
  s.can.limit = s.can.child_submit = s.can.joins = false;
  EXPECT_UNEXERCISED("P59", s, with_a_spurious_wakeup(of(2).start(0).start(1).wait().ok(0).ok(1)));
}

}  // namespace
}  // namespace gauntlet::check
