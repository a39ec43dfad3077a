#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder times_out(std::uint32_t after_us, std::uint32_t waited_us) {
  return of(1)
      .start(0)
      .at(0, kind::wait_begin, history::none, 0, after_us)
      .at(0, kind::wait_timeout, history::none, 0, waited_us);
}

TEST(p60_timed_wait, wait_does_not_time_out_early) {
  EXPECT_EXERCISED("P60", fail_fast(1), times_out(10, 10).ok(0).wait());
  EXPECT_REJECTED("P60", fail_fast(1), times_out(10, 9).ok(0).wait());
}

TEST(p60_timed_wait, the_error_of_a_task_that_ends_later_is_not_lost) {
  EXPECT_EXERCISED("P60", fail_fast(1), times_out(10, 10).fail(0).wait({0}));
  EXPECT_REJECTED("P60", fail_fast(1), times_out(10, 10).fail(0).wait());
}

TEST(p60_timed_wait, a_timed_wait_returns) {
  EXPECT_HANG("P60", fail_fast(1), of(1).start(0).ok(0).wait_for_begin(10));
  EXPECT_HANG("P60", fail_fast(1), of(1).start(0).wait_for_begin(10));  // although the task runs
  EXPECT_HANG("P60", fail_fast(0), of(0).wait_for_begin(10));
}

TEST(p60_timed_wait, wait_does_not_time_out_late) {
  const auto waits = [](std::uint32_t idle_us) {
    return of(1)
        .explored()
        .start(0)
        .wait_for_begin(10)
        .idle(idle_us)
        .time_out(idle_us)
        .ok(0)
        .dispose(0)
        .wait();
  };
  EXPECT_EXERCISED("P60", fail_fast(1), waits(10));
  EXPECT_REJECTED("P60", fail_fast(1), waits(1000));
}

// Another thread's time-outs can expire early, so that time passes although the waiting thread can run.
TEST(p60_timed_wait, time_that_passes_early_does_not_count) {
  EXPECT_EXERCISED("P60", fail_fast(1),
                   of(1)
                       .explored()
                       .start(0)
                       .wait_for_begin(10)
                       .pass_early(900)
                       .idle(10)
                       .time_out(910)
                       .ok(0)
                       .dispose(0)
                       .wait());
}

TEST(p60_timed_wait, wait_returns_as_soon_as_the_last_task_has_ended) {
  const auto ended_before = [] {
    return of(1).explored().start(0).wait_for_begin(50).idle(20).ok(0).dispose(0);
  };
  EXPECT_EXERCISED("P60", fail_fast(1), ended_before().wait_end());
  EXPECT_EXERCISED("P60", fail_fast(1),
                   ended_before().idle(10).wait_end());  // it did not take the whole time
  EXPECT_REJECTED("P60", fail_fast(1), ended_before().idle(30).wait_end());
  EXPECT_REJECTED("P60", fail_fast(1), ended_before().idle(30).time_out(50).wait());
}

TEST(p60_timed_wait, wait_does_not_time_out_if_no_task_is_active) {
  EXPECT_REJECTED("P60", fail_fast(1), of(1).start(0).ok(0).dispose(0).wait().wait_for_begin(5).time_out(5));
  EXPECT_REJECTED("P60", fail_fast(1), of(1).wait_for_begin(5).time_out(5));
  EXPECT_ACCEPTED("P60", fail_fast(1), of(1).start(0).ok(0).dispose(0).wait_for_begin(5).time_out(5).wait());
  EXPECT_ACCEPTED("P60", fail_fast(2),
                  of(2).start(0).ok(0).wait().start(1).wait_for_begin(5).time_out(5).ok(1));
}

TEST(p60_timed_wait, a_task_that_is_submitted_during_the_wait_may_be_active) {
  EXPECT_ACCEPTED("P60", fail_fast(1),
                  of(1).wait_for_begin(5).same_time().submit(0).time_out(5).begin(0).ok(0));
}

TEST(p60_timed_wait, a_submit_that_threw_leaves_nothing_active) {
  EXPECT_REJECTED("P60", fail_fast(1), of(1).submit(0, submit_result::threw).wait_for_begin(5).time_out(5));
}

TEST(p60_timed_wait, wait_without_a_timeout_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P60", fail_fast(1), of(1).start(0).fail(0).wait());  // P09 judges it
}

}  // namespace
}  // namespace gauntlet::check
