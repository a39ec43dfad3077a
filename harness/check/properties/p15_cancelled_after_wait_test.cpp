#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p15_cancelled_after_wait, a_wait_that_has_returned_has_cancelled_on_success_too) {
  EXPECT_EXERCISED("P15", fail_fast(1), of(1).start(0).ok(0).wait().after(true, id_canceled));
  EXPECT_REJECTED("P15", fail_fast(1), of(1).start(0).ok(0).wait().after(false, no_error));
}

TEST(p15_cancelled_after_wait, every_later_look_sees_it) {
  EXPECT_EXERCISED("P15", fail_fast(1), of(1).wait().start(0).look(1, true, id_canceled).ok(0).wait());
  EXPECT_REJECTED("P15", fail_fast(1), of(1).wait().start(0).look(1, false).ok(0).wait());
}

TEST(p15_cancelled_after_wait, whoever_awaits_the_cancellation_after_a_wait_is_released) {
  EXPECT_HANG("P15", fail_fast(1), of(1).start(0).ok(0).wait().at(0, kind::await_begin));
}

TEST(p15_cancelled_after_wait, a_look_beside_the_wait_proves_nothing) {
  EXPECT_UNEXERCISED("P15", fail_fast(1), of(1).start(0).wait_begin().look(1, false).ok(0).wait_end());
}

TEST(p15_cancelled_after_wait, a_group_without_a_context_has_none_to_cancel) {
  auto s = fail_fast(1);
  s.plan.context = false;
  EXPECT_UNEXERCISED("P15", s, of(1).start(0).ok(0).wait().after(false, no_error));
}

}  // namespace
}  // namespace gauntlet::check
