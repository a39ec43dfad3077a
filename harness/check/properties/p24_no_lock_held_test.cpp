#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// Task 0 registers a callback that reads the context. Task 1 fails, and the callback runs on its thread.
situation with_a_callback() {
  auto s = fail_fast(2);
  s.plan.tasks[0].steps = {
      {plan::step_kind::callback, static_cast<std::uint32_t>(plan::callback_action::observe)}};
  return s;
}
history_builder callback_begins() {
  return of(2)
      .start(0)
      .start(1)
      .at(1, kind::callback_add_begin)
      .at(1, kind::callback_add_end, history::none, 100)
      .fail(1)
      .unowned(kind::callback_begin, 0, 101);
}

TEST(p24_no_lock_held, a_callback_may_read_the_context) {
  EXPECT_EXERCISED("P24", with_a_callback(), callback_begins().unowned(kind::callback_end, 0, 101));
}

TEST(p24_no_lock_held, a_callback_that_never_returns_runs_under_a_lock) {
  EXPECT_HANG("P24", with_a_callback(), callback_begins());
}

TEST(p24_no_lock_held, a_callback_that_does_nothing_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P24", fail_fast(2), callback_begins().unowned(kind::callback_end, 0, 101));
}

}  // namespace
}  // namespace gauntlet::check
