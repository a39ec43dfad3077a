#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder reads_its_parcel(bool intact) {
  return of(1).start(0).at(1, kind::parcel_read, 0, intact ? 1 : 0).ok(0).wait();
}

TEST(p05_submit_visibility, a_task_sees_what_was_written_before_its_submission) {
  EXPECT_EXERCISED("P05", fail_fast(1), reads_its_parcel(true));
  EXPECT_REJECTED("P05", fail_fast(1), reads_its_parcel(false));
}

TEST(p05_submit_visibility, a_task_that_reads_no_parcel_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P05", fail_fast(1), of(1).start(0).ok(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
