#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation without_a_context() {
  auto s = fail_fast(2);
  s.plan.context = false;
  return s;
}
history_builder looks_after_a_failure(bool cancelled) {
  return of(2).start(0).start(1).fail(0).look(2, cancelled, cancelled ? 0 : no_error).ok(1).wait({0});
}

TEST(p41_zero_value, without_a_context_nobody_is_cancelled) {
  EXPECT_EXERCISED("P41", without_a_context(), looks_after_a_failure(false));
  EXPECT_REJECTED("P41", without_a_context(), looks_after_a_failure(true));
}

TEST(p41_zero_value, with_a_context_a_failure_cancels) {
  EXPECT_UNEXERCISED("P41", fail_fast(2), looks_after_a_failure(true));
}

TEST(p41_zero_value, a_look_before_the_failure_proves_nothing) {
  EXPECT_UNEXERCISED("P41", without_a_context(),
                     of(2).start(0).start(1).look(2, false).fail(0).ok(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
