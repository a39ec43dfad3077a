#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// A wait on another thread while task 1 is submitted, with task 0 active or not.
history_builder beside(bool while_active) {
  auto h = of(2).start(0).wait_beside();
  if (!while_active) h.ok(0);
  h.start(1);
  if (while_active) h.ok(0);
  return h;
}

TEST(p36_submit_beside_wait, what_is_submitted_while_a_task_is_active_is_joined_by_the_running_wait) {
  EXPECT_EXERCISED("P36", fail_fast(2), beside(true).ok(1).wait_end({}, 6).wait());
  EXPECT_REJECTED("P36", fail_fast(2), beside(true).wait_end({}, 6).ok(1).wait());
}

TEST(p36_submit_beside_wait, where_the_group_may_have_been_empty_either_is_legal) {
  EXPECT_UNEXERCISED("P36", fail_fast(2), beside(false).wait_end({}, 6).ok(1).wait());
}

TEST(p36_submit_beside_wait, a_task_that_was_dropped_keeps_no_group_busy) {
  EXPECT_ACCEPTED("P36", fail_fast(3),
                  of(3)
                      .submit(0)
                      .submit(1)
                      .begin(0)
                      .fail(0)
                      .dispose(0)
                      .dispose(1)
                      .wait({0})
                      .start(2)
                      .ok(2)
                      .dispose(2)
                      .wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
