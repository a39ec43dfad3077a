#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p16_cause, the_cause_is_the_first_error) {
  EXPECT_EXERCISED("P16", fail_fast(1), of(1).start(0).fail(0).look(0, true, 0).wait({0}).after(true, 0));
  EXPECT_REJECTED("P16", fail_fast(1), of(1).start(0).fail(0).wait({0}).after(true, id_canceled));
  EXPECT_REJECTED("P16", fail_fast(1), of(1).start(0).fail(0).look(0, true, no_error).wait({0}));
}

TEST(p16_cause, the_cause_never_changes) {
  const auto observed = [](std::uint32_t second) {
    return of(2).start(0).start(1).fail(0).look(0, true, 0).fail(1).look(0, true, second).wait({0});
  };
  EXPECT_EXERCISED("P16", fail_fast(2), observed(0));
  EXPECT_REJECTED("P16", fail_fast(2), observed(1));
}

TEST(p16_cause, the_cause_is_the_error_that_wait_returns) {
  const auto observed_0_and_returned = [](std::uint32_t returned) {
    return of(2).start(0).start(1).fail(0).fail(1).look(0, true, 0).wait({returned});
  };
  EXPECT_EXERCISED("P16", fail_fast(2), observed_0_and_returned(0));
  EXPECT_REJECTED("P16", fail_fast(2), observed_0_and_returned(1));
}

TEST(p16_cause, the_parent_is_the_cause_if_it_was_cancelled_first) {
  const auto observed = [](std::uint32_t cause) {
    return of(1).start(0).cancel_parent().fail(0).wait({0}).after(true, cause);
  };
  EXPECT_EXERCISED("P16", fail_fast(1), observed(id_parent));
  EXPECT_REJECTED("P16", fail_fast(1), observed(0));
}

TEST(p16_cause, a_deadline_is_a_cause_only_if_the_plan_has_one) {
  auto s = fail_fast(1);
  const auto observed = of(1).start(0).look(1, true, history::id_deadline).ok(0).wait();
  EXPECT_REJECTED("P16", s, observed);
  s.plan.deadline_us = 1;
  EXPECT_EXERCISED("P16", s, observed);
}

// The destructor also cancels the context. It begins after the parent's state is read.
TEST(p16_cause, the_destructor_cancels_without_an_error) {
  EXPECT_EXERCISED("P16", fail_fast(1), of(1).start(0).parent_state(false).look(1, true, id_canceled).ok(0));
  EXPECT_REJECTED("P16", fail_fast(1), of(1).start(0).look(1, true, id_canceled).parent_state(false).ok(0));
}

TEST(p16_cause, the_cause_may_be_the_exit_of_any_of_several_tasks) {
  EXPECT_EXERCISED("P16", fail_fast(2),
                   of(2)
                       .start(0)
                       .start(1)
                       .exit(1)
                       .look(1, true, history::id_abandoned)
                       .exit(0)
                       .wait({history::id_abandoned}));
}

// Task 3 of the outermost group exits, which cancels the nested group 1. In group 1, task 2 exits after task
// 1 has failed.
TEST(p16_cause, a_nested_group_may_be_cancelled_by_an_exit_in_the_outer_group) {
  auto s = nested(4);
  s.plan.tasks[2].group = 1;
  auto h = of(4).submit(0).start(3).exit(3).begin(0).nest(0, 1);
  for (const std::uint32_t t : {1u, 2u}) h.submit_inside(0, t).begin(t);
  h.fail(1).exit(2).wait_begin(1, 1).wait_end({1}, 1, 1).at(1, kind::after_wait, 1, 1, history::id_abandoned);
  EXPECT_EXERCISED("P16", s, h);
}

}  // namespace
}  // namespace gauntlet::check
