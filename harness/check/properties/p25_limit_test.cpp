#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// Task 0 runs alone, then tasks 1 and 2 run concurrently.
history_builder then_two_at_the_same_time(history_builder h) {
  return h.start(0).ok(0).start(1).start(2).ok(1).ok(2).wait();
}

TEST(p25_limit, no_more_tasks_run_than_the_limit_allows) {
  EXPECT_REJECTED("P25", limited(3, 1), then_two_at_the_same_time(of(3)));
}

TEST(p25_limit, is_exercised_if_a_task_must_wait_for_a_permit) {
  const auto waits = of(2).start(0).at(0, kind::submit_begin, 1).at(0, kind::check_begin).ok(0);
  EXPECT_EXERCISED("P25", limited(2, 1), history_builder(waits).at(0, kind::submit_end, 1).begin(1).ok(1));
  EXPECT_UNEXERCISED("P25", limited(2, 1), of(2).start(0).ok(0).start(1).ok(1).wait());
  EXPECT_UNEXERCISED("P25", limited(3, 2), then_two_at_the_same_time(of(3)));
}

TEST(p25_limit, a_difference_below_the_clock_error_is_no_overlap) {
  EXPECT_ACCEPTED("P25", limited(2, 1),
                  of(2).submit(0).submit(1).begin(0).begin(1).same_time().ok(0).ok(1).wait());
}

TEST(p25_limit, each_limit_holds_until_it_is_changed) {
  EXPECT_REJECTED("P25", limited(3, 2), then_two_at_the_same_time(of(3).set_limit(1)));
  EXPECT_UNEXERCISED("P25", limited(3, 1), then_two_at_the_same_time(of(3).lift_limit()));
}

TEST(p25_limit, a_fixed_limit_of_the_subject_also_holds) {
  auto s = fail_fast(3);
  s.can.fixed_limit = 1;
  EXPECT_REJECTED("P25", s, then_two_at_the_same_time(of(3)));
}

}  // namespace
}  // namespace gauntlet::check
