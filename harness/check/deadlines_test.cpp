#include "harness/check/deadlines.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

situation with_deadline(std::uint32_t us) {
  auto s = fail_fast(1);
  s.can.deadline = true;
  s.plan.deadline_us = us;
  return s;
}
history_builder explored_start() { return of(1).explored().group_made().start(0); }

TEST(deadlines, a_deadline_that_has_passed_has_cancelled_the_group) {
  EXPECT_EXERCISED("P20", with_deadline(5),
                   explored_start().idle(9).look(1, true, history::id_deadline).ok(0).wait());
  EXPECT_REJECTED("P20", with_deadline(5), explored_start().idle(9).look(1, false).ok(0).wait());
  EXPECT_ACCEPTED("P20", with_deadline(5), explored_start().idle(5).look(1, false).ok(0).wait());
  EXPECT_ACCEPTED("P20", with_deadline(5), explored_start().pass_early(9).look(1, false).ok(0).wait());
}

TEST(deadlines, a_wait_for_the_cancellation_ends_at_the_deadline) {
  const auto waits = [](std::uint32_t idle_us) {
    return explored_start()
        .at(1, kind::await_begin)
        .idle(idle_us)
        .at(1, kind::await_end, 0, 1, id_parent)
        .ok(0);
  };
  EXPECT_ACCEPTED("P20", with_deadline(5), waits(5));
  EXPECT_REJECTED("P20", with_deadline(5), waits(100));
}

TEST(deadlines, the_destruction_does_not_wait_for_the_deadline) {
  const auto destroyed_after = [](std::uint32_t idle_us) {
    return explored_start().ok(0).dispose(0).wait().parent_state(false).idle(idle_us).group_gone();
  };
  EXPECT_EXERCISED("P20", with_deadline(5000), destroyed_after(0));
  EXPECT_REJECTED("P20", with_deadline(5000), destroyed_after(5000));
}

TEST(deadlines, the_destruction_may_wait_for_tasks) {
  EXPECT_EXERCISED("P20", with_deadline(5000),
                   explored_start().parent_state(false).idle(900).ok(0).dispose(0).group_gone());
}

TEST(deadlines, a_callback_may_delay_the_cancellation_of_nested_groups) {
  auto added = of(1).explored().group_made().start(0).at(1, kind::callback_add_begin);
  added.at(1, kind::callback_add_end, history::none, 7).idle(9).unowned(kind::callback_begin, 0, 8);
  added.look(1, false).unowned(kind::callback_end, 0, 8).ok(0).wait();
  EXPECT_ACCEPTED("P20", with_deadline(5), added);
}

}  // namespace
}  // namespace gauntlet::check
