#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p15_cancelled_after_wait, wait_cancels_the_context_even_on_success) {
  EXPECT_EXERCISED("P15", fail_fast(1), of(1).start(0).ok(0).wait().after(true, id_canceled));
  EXPECT_REJECTED("P15", fail_fast(1), of(1).start(0).ok(0).wait().after(false, no_error));
}

TEST(p15_cancelled_after_wait, every_later_observation_shows_the_cancellation) {
  EXPECT_EXERCISED("P15", fail_fast(1), of(1).wait().start(0).look(1, true, id_canceled).ok(0).wait());
  EXPECT_REJECTED("P15", fail_fast(1), of(1).wait().start(0).look(1, false).ok(0).wait());
}

TEST(p15_cancelled_after_wait, a_thread_that_waits_for_the_cancellation_after_wait_is_released) {
  EXPECT_HANG("P15", fail_fast(1), of(1).start(0).ok(0).wait().at(0, kind::await_begin));
}

TEST(p15_cancelled_after_wait, an_observation_concurrent_with_wait_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P15", fail_fast(1), of(1).start(0).wait_begin().look(1, false).ok(0).wait_end());
}

TEST(p15_cancelled_after_wait, a_group_without_a_context_is_not_judged) {
  auto s = fail_fast(1);
  s.plan.context = false;
  EXPECT_UNEXERCISED("P15", s, of(1).start(0).ok(0).wait().after(false, no_error));
}

}  // namespace
}  // namespace gauntlet::check
