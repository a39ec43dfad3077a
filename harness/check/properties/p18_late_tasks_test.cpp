#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder late(bool cancelled) {
  return of(2)
      .start(0)
      .fail(0)
      .look(0, true, 0)
      .start(1)
      .look(2, cancelled, cancelled ? 0 : no_error)
      .ok(1)
      .wait({0});
}

TEST(p18_late_tasks, a_task_submitted_after_the_cancellation_observes_it) {
  EXPECT_EXERCISED("P18", fail_fast(2), late(true));
  EXPECT_REJECTED("P18", fail_fast(2), late(false));
}

TEST(p18_late_tasks, a_late_task_that_waits_for_the_cancellation_is_released) {
  EXPECT_HANG(
      "P18", fail_fast(3),
      of(3).start(0).start(1).fail(0).look(2, true, 0).start(2).at(3, kind::await_begin).ok(1).wait_begin());
}

TEST(p18_late_tasks, a_group_opened_after_the_cancellation_is_cancelled) {
  const auto opened_late = [](bool cancelled) {
    return of(2)
        .start(0)
        .cancel_parent()
        .look(0, true, id_parent)
        .nest(0, 1)
        .submit_inside(0, 1)
        .begin(1)
        .look(2, cancelled, cancelled ? id_parent : no_error, 1)
        .ok(1);
  };
  EXPECT_EXERCISED("P18", nested(), opened_late(true));
  EXPECT_REJECTED("P18", nested(), opened_late(false));
}

TEST(p18_late_tasks, a_failure_without_an_observed_cancellation_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P18", fail_fast(2), of(2).start(0).fail(0).start(1).look(2, false).ok(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
