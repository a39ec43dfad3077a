#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// Another thread waits while task 1 is submitted. Task 0 is active then or not.
history_builder submitted_during_wait(bool while_active) {
  auto h = of(2).start(0).wait_beside();
  if (!while_active) h.ok(0);
  h.start(1);
  if (while_active) h.ok(0);
  return h;
}

TEST(p36_submit_beside_wait, wait_joins_a_task_that_is_submitted_while_another_is_active) {
  EXPECT_EXERCISED("P36", fail_fast(2), submitted_during_wait(true).ok(1).wait_end({}, 6).wait());
  EXPECT_REJECTED("P36", fail_fast(2), submitted_during_wait(true).wait_end({}, 6).ok(1).wait());
}

TEST(p36_submit_beside_wait, either_is_legal_if_the_group_may_have_been_empty) {
  EXPECT_UNEXERCISED("P36", fail_fast(2), submitted_during_wait(false).wait_end({}, 6).ok(1).wait());
}

// The callable of task 0 outlives the wait(), which P54 judges. Task 1 is submitted afterwards, so the wait()
// cannot have joined it.
TEST(p36_submit_beside_wait, a_task_that_is_submitted_after_the_return_is_not_submitted_during_the_wait) {
  const auto late_callable = of(2).start(0).ok(0).wait().start(1).dispose(0).ok(1).dispose(1).wait();
  EXPECT_UNEXERCISED("P36", fail_fast(2), late_callable);
  EXPECT_REJECTED("P54", fail_fast(2), late_callable);
}

TEST(p36_submit_beside_wait, a_dropped_task_does_not_keep_the_group_active) {
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
