#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation without_a_context() {
  auto s = fail_fast(2);
  s.plan.context = false;
  return s;
}
history_builder observes_after_a_failure(bool cancelled) {
  return of(2).start(0).start(1).fail(0).look(2, cancelled, cancelled ? 0 : no_error).ok(1).wait({0});
}

TEST(p41_zero_value, without_a_context_no_task_is_cancelled) {
  EXPECT_EXERCISED("P41", without_a_context(), observes_after_a_failure(false));
  EXPECT_REJECTED("P41", without_a_context(), observes_after_a_failure(true));
}

TEST(p41_zero_value, a_group_with_a_context_is_not_judged) {
  EXPECT_UNEXERCISED("P41", fail_fast(2), observes_after_a_failure(true));
}

TEST(p41_zero_value, an_observation_before_the_failure_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P41", without_a_context(),
                     of(2).start(0).start(1).look(2, false).fail(0).ok(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
