#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p33_nothing_started, a_submission_that_is_rejected_or_throws_creates_no_thread) {
  for (const auto result : {submit_result::rejected, submit_result::threw}) {
    EXPECT_EXERCISED("P33", limited(1, 1), of(1).try_submit(0, result).at(0, kind::submit_left, 0, 0).wait());
    EXPECT_REJECTED("P33", limited(1, 1), of(1).try_submit(0, result).at(0, kind::submit_left, 0, 1).wait());
  }
}

TEST(p33_nothing_started, an_accepted_submission_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P33", limited(1, 1), of(1).start(0).ok(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
