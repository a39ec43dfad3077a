#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p14_no_spurious_cancel, the_context_is_not_cancelled_without_a_reason) {
  EXPECT_EXERCISED("P14", fail_fast(1), of(1).start(0).look(1, false).ok(0).wait());
  EXPECT_REJECTED("P14", fail_fast(1), of(1).start(0).look(1, true, id_canceled).ok(0).wait());
}

TEST(p14_no_spurious_cancel, wait_cancels_only_after_it_has_joined) {
  EXPECT_REJECTED("P14", fail_fast(1),
                  of(1).start(0).wait_begin().look(1, true, id_canceled).ok(0).wait_end());
}

TEST(p14_no_spurious_cancel, a_failure_or_the_parent_is_a_reason) {
  EXPECT_UNEXERCISED("P14", fail_fast(2), of(2).start(0).start(1).fail(1).look(1, true, 1).ok(0).wait({1}));
  EXPECT_UNEXERCISED("P14", fail_fast(1),
                     of(1).start(0).cancel_parent().look(1, true, id_parent).ok(0).wait());
}

// The destructor also cancels the context. It begins after the parent's state is read.
TEST(p14_no_spurious_cancel, the_destructor_is_a_reason) {
  EXPECT_UNEXERCISED("P14", fail_fast(1),
                     of(1).start(0).parent_state(false).look(1, true, id_canceled).ok(0));
  EXPECT_REJECTED("P14", fail_fast(1), of(1).start(0).look(1, true, id_canceled).parent_state(false).ok(0));
}

// The driver had started the thread before it found the group quiescent.
TEST(p14_no_spurious_cancel, a_wait_on_another_thread_may_have_begun_before_the_group_was_quiescent) {
  auto h = of(1).start(0).ok(0).dispose(0).wait_begin(2).wait_end({}, 2);
  h.at(2, kind::after_wait, 0, 1, id_canceled).quiescent().wait().after(true, id_canceled);
  auto s = fail_fast(1);
  s.plan.driver = {{plan::driver_kind::submit, 0}, {plan::driver_kind::wait, 2}};
  EXPECT_ACCEPTED("P14", s, h);
}

}  // namespace
}  // namespace gauntlet::check
