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
  EXPECT_HANG("P60", fail_fast(1), of(1).start(0).ok(0).at(0, kind::wait_begin, history::none, 0, 10));
}

TEST(p60_timed_wait, wait_without_a_timeout_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P60", fail_fast(1), of(1).start(0).fail(0).wait());  // P09 judges it
}

}  // namespace
}  // namespace gauntlet::check
