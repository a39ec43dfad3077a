#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p20_parent_cancel, a_cancelled_parent_has_cancelled_the_group) {
  EXPECT_EXERCISED("P20", fail_fast(1), of(1).start(0).cancel_parent().look(1, true, id_parent).ok(0).wait());
  EXPECT_REJECTED("P20", fail_fast(1), of(1).start(0).cancel_parent().look(1, false).ok(0).wait());
}

TEST(p20_parent_cancel, both_states_are_legal_while_the_parent_is_being_cancelled) {
  EXPECT_ACCEPTED(
      "P20", fail_fast(1),
      of(1).start(0).at(0, kind::cancel_begin).look(1, false).at(0, kind::cancel_end).ok(0).wait());
}

TEST(p20_parent_cancel, a_task_that_waits_for_the_cancellation_is_released) {
  EXPECT_HANG("P20", fail_fast(1), of(1).start(0).at(1, kind::await_begin).cancel_parent().wait_begin());
}

TEST(p20_parent_cancel, a_failed_group_cancels_its_nested_groups) {
  EXPECT_HANG("P20", nested(3),
              of(3)
                  .start(0)
                  .nest(0, 1)
                  .submit_inside(0, 1)
                  .begin(1)
                  .at(2, kind::await_begin, 1, 1)
                  .start(2)
                  .fail(2)
                  .wait_begin());
}

TEST(p20_parent_cancel, a_cancelled_parent_stays_cancelled) {
  const auto at_the_end = [](bool cancelled) {
    return of(1).start(0).cancel_parent().look(1, true, id_parent).ok(0).wait().parent_state(cancelled);
  };
  EXPECT_EXERCISED("P20", fail_fast(1), at_the_end(true));
  EXPECT_REJECTED("P20", fail_fast(1), at_the_end(false));
}

TEST(p20_parent_cancel, a_group_without_a_context_is_not_judged) {
  auto s = fail_fast(1);
  s.plan.context = false;
  EXPECT_UNEXERCISED("P20", s, of(1).cancel_parent().start(0).look(1, false).ok(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
