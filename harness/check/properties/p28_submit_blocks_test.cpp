#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p28_submit_blocks, submit_returns_only_with_a_permit) {
  EXPECT_ACCEPTED("P28", limited(2, 1), of(2).start(0).ok(0).start(1).ok(1).wait());
  EXPECT_REJECTED("P28", limited(2, 1), of(2).start(0).start(1).ok(0).ok(1).wait());
}

TEST(p28_submit_blocks, a_task_holds_its_permit_before_its_body_begins) {
  EXPECT_REJECTED("P28", limited(2, 1), of(2).submit(0).submit(1).begin(1).ok(1).begin(0).ok(0).wait());
}

TEST(p28_submit_blocks, submit_may_return_while_another_task_ends) {
  EXPECT_EXERCISED(
      "P28", limited(2, 1),
      of(2).start(0).at(0, kind::submit_begin, 1).ok(0).at(0, kind::submit_end, 1, 0, 0).begin(1));
}

TEST(p28_submit_blocks, submit_throws_only_for_a_cause) {
  auto faulty = limited(2, 1);
  faulty.plan.faults.thread_create_fails_at = 2;
  const auto throws = of(2).start(0).ok(0).submit(1, submit_result::threw).wait();
  EXPECT_UNEXERCISED("P28", faulty, throws);
  EXPECT_REJECTED("P28", limited(2, 1), throws);
  EXPECT_REJECTED("P28", fail_fast(2), throws);
  auto without_room = fail_fast(2);
  without_room.can.max_tasks = 1;
  EXPECT_UNEXERCISED("P28", without_room, throws);
  auto failing_allocation = throws;
  failing_allocation.raw().allocations_may_fail = true;
  EXPECT_UNEXERCISED("P28", fail_fast(2), failing_allocation);
}

/// The driver, whose thread has the number 7, submits task 0. Its body runs on this thread.
history_builder runs_on(std::uint32_t thread, bool inside) {
  auto h = of(1).at(0, kind::submit_begin, 0, 0, 7);
  if (!inside) h.at(0, kind::submit_end, 0, 0, 0);
  h.at(1, kind::body_begin, 0, thread).ok(0);
  if (inside) h.at(0, kind::submit_end, 0, 0, 0);
  h.raw().observes_threads = true;
  return h.wait();
}

TEST(p28_submit_blocks, submit_does_not_run_the_task_on_its_own_thread) {
  EXPECT_REJECTED("P28", fail_fast(1), runs_on(7, true));
  EXPECT_EXERCISED("P28", fail_fast(1), runs_on(8, true));
  EXPECT_EXERCISED("P28", fail_fast(1), runs_on(7, false));
}

TEST(p28_submit_blocks, a_group_may_declare_that_submit_runs_tasks) {
  auto declares = fail_fast(1);
  declares.can.runs_in_submit = true;
  EXPECT_ACCEPTED("P28", declares, runs_on(7, true));
}

}  // namespace
}  // namespace gauntlet::check
