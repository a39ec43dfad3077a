#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

/// Task 0 alone, then tasks 1 and 2 at once.
history_builder two_at_once(history_builder h) {
  return h.start(0).ok(0).start(1).start(2).ok(1).ok(2).wait();
}

TEST(p25_limit, no_more_bodies_are_active_than_the_limit_allows) {
  EXPECT_EXERCISED("P25", limited(3, 2), two_at_once(of(3)));
  EXPECT_REJECTED("P25", limited(3, 1), two_at_once(of(3)));
  EXPECT_EXERCISED("P25", limited(2, 1), of(2).start(0).ok(0).start(1).ok(1).wait());
}

TEST(p25_limit, times_closer_than_the_clock_error_prove_no_overlap) {
  EXPECT_EXERCISED("P25", limited(2, 1),
                   of(2).submit(0).submit(1).begin(0).begin(1).same_time().ok(0).ok(1).wait());
}

TEST(p25_limit, each_limit_holds_while_it_is_in_force) {
  EXPECT_REJECTED("P25", limited(3, 2), two_at_once(of(3).set_limit(1)));
  EXPECT_UNEXERCISED("P25", limited(3, 1), two_at_once(of(3).lift_limit()));
}

TEST(p25_limit, a_fixed_limit_of_the_subject_holds_too) {
  auto s = fail_fast(3);
  s.can.fixed_limit = 1;
  EXPECT_REJECTED("P25", s, two_at_once(of(3)));
}

}  // namespace
}  // namespace gauntlet::check
