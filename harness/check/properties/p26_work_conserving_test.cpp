#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p26_work_conserving, a_failed_task_releases_its_permit) {
  EXPECT_EXERCISED("P26", limited(2, 1), of(2).start(0).fail(0).start(1).ok(1).wait({0}));
  EXPECT_HANG("P26", limited(2, 1), of(2).start(0).fail(0).at(0, kind::submit_begin, 1));
  EXPECT_HANG("P26", limited(2, 2), of(2).submit(0).submit(1).begin(0).at(1, kind::meet_begin).wait_begin());
}

TEST(p26_work_conserving, needs_a_failure_and_a_reused_permit_to_be_exercised) {
  EXPECT_UNEXERCISED("P26", limited(2, 1), of(2).start(0).ok(0).start(1).ok(1).wait());
  EXPECT_UNEXERCISED("P26", limited(2, 2), of(2).start(0).fail(0).start(1).ok(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
