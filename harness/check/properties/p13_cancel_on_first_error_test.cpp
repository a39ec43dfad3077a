#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p13_cancel_on_first_error, the_first_failure_releases_a_task_that_waits_for_the_cancellation) {
  const auto awaits = of(2).start(0).at(1, kind::await_begin).start(1).fail(1);
  EXPECT_HANG("P13", fail_fast(2), history_builder(awaits).wait_begin());
  EXPECT_EXERCISED("P13", fail_fast(2),
                   history_builder(awaits).at(1, kind::await_end, history::none, 0, 1).ok(0).wait({1}));
}

// A limit can be set only if no task is active.
TEST(p13_cancel_on_first_error, a_failed_task_that_is_no_longer_active_has_cancelled_the_context) {
  const auto after_a_new_limit = [](bool cancelled) {
    return of(2)
        .start(0)
        .fail(0)
        .dispose(0)
        .set_limit(2)
        .start(1)
        .look(2, cancelled, cancelled ? 0 : no_error)
        .ok(1)
        .wait({0});
  };
  EXPECT_EXERCISED("P13", fail_fast(2), after_a_new_limit(true));
  EXPECT_REJECTED("P13", fail_fast(2), after_a_new_limit(false));
}

TEST(p13_cancel_on_first_error, an_observation_right_after_the_failure_may_precede_the_cancellation) {
  EXPECT_ACCEPTED("P13", fail_fast(2), of(2).start(0).start(1).fail(0).look(2, false).ok(1).wait({0}));
}

TEST(p13_cancel_on_first_error, a_quiescent_group_has_cancelled_the_context_after_a_failure) {
  const auto quiescent_before_an_observation = [](bool cancelled) {
    return of(2)
        .start(0)
        .start(1)
        .fail(0)
        .quiescent(2)
        .look(2, cancelled, cancelled ? 0 : no_error)
        .ok(1)
        .wait({0});
  };
  EXPECT_EXERCISED("P13", fail_fast(2), quiescent_before_an_observation(true));
  EXPECT_REJECTED("P13", fail_fast(2), quiescent_before_an_observation(false));
}

}  // namespace
}  // namespace gauntlet::check
