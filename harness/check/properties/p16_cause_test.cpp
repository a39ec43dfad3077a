#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p16_cause, the_cause_is_the_first_error) {
  EXPECT_EXERCISED("P16", fail_fast(1), of(1).start(0).fail(0).look(0, true, 0).wait({0}).after(true, 0));
  EXPECT_REJECTED("P16", fail_fast(1), of(1).start(0).fail(0).wait({0}).after(true, id_canceled));
  EXPECT_REJECTED("P16", fail_fast(1), of(1).start(0).fail(0).look(0, true, no_error).wait({0}));
}

TEST(p16_cause, it_never_changes) {
  const auto seen = [](std::uint32_t second) {
    return of(2).start(0).start(1).fail(0).look(0, true, 0).fail(1).look(0, true, second).wait({0});
  };
  EXPECT_EXERCISED("P16", fail_fast(2), seen(0));
  EXPECT_REJECTED("P16", fail_fast(2), seen(1));
}

TEST(p16_cause, it_is_the_error_that_wait_returns) {
  const auto seen_and_told = [](std::uint32_t told) {
    return of(2).start(0).start(1).fail(0).fail(1).look(0, true, 0).wait({told});
  };
  EXPECT_EXERCISED("P16", fail_fast(2), seen_and_told(0));
  EXPECT_REJECTED("P16", fail_fast(2), seen_and_told(1));
}

TEST(p16_cause, a_parent_that_was_cancelled_first_is_the_cause) {
  const auto seen = [](std::uint32_t cause) {
    return of(1).start(0).cancel_parent().fail(0).wait({0}).after(true, cause);
  };
  EXPECT_EXERCISED("P16", fail_fast(1), seen(id_parent));
  EXPECT_REJECTED("P16", fail_fast(1), seen(0));
}

TEST(p16_cause, a_deadline_is_a_cause_where_there_is_one) {
  auto s = fail_fast(1);
  const auto seen = of(1).start(0).look(1, true, history::id_deadline).ok(0).wait();
  EXPECT_REJECTED("P16", s, seen);
  s.plan.deadline_us = 1;
  EXPECT_EXERCISED("P16", s, seen);
}

// A destructor cancels, too; it begins where the parent's state was read.
TEST(p16_cause, the_destruction_cancels_without_an_error) {
  EXPECT_EXERCISED("P16", fail_fast(1), of(1).start(0).parent_state(false).look(1, true, id_canceled).ok(0));
  EXPECT_REJECTED("P16", fail_fast(1), of(1).start(0).look(1, true, id_canceled).parent_state(false).ok(0));
}

TEST(p16_cause, it_may_be_the_exit_of_any_of_several_tasks) {
  EXPECT_EXERCISED("P16", fail_fast(2),
                   of(2)
                       .start(0)
                       .start(1)
                       .exit(1)
                       .look(1, true, history::id_abandoned)
                       .exit(0)
                       .wait({history::id_abandoned}));
}

// Task 3 of the outermost group exits, which cancels group 1. There task 2 exits after task 1 has failed.
TEST(p16_cause, an_inner_group_may_be_cancelled_by_an_exit_in_the_outer_one) {
  auto s = nested(4);
  s.plan.tasks[2].group = 1;
  auto h = of(4).submit(0).start(3).exit(3).begin(0).nest(0, 1);
  for (const std::uint32_t t : {1u, 2u}) h.submit_inside(0, t).begin(t);
  h.fail(1).exit(2).wait_begin(1, 1).wait_end({1}, 1, 1).at(1, kind::after_wait, 1, 1, history::id_abandoned);
  EXPECT_EXERCISED("P16", s, h);
}

}  // namespace
}  // namespace gauntlet::check
