#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p26_work_conserving, a_task_that_failed_gives_its_permit_back) {
  EXPECT_EXERCISED("P26", limited(2, 1), of(2).start(0).fail(0).start(1).ok(1).wait({0}));
  EXPECT_HANG("P26", limited(2, 1), of(2).start(0).fail(0).at(0, kind::submit_begin, 1));
  EXPECT_HANG("P26", limited(2, 2), of(2).submit(0).submit(1).begin(0).at(1, kind::meet_begin).wait_begin());
}

TEST(p26_work_conserving, without_a_failure_or_a_permit_used_again_it_proves_nothing) {
  EXPECT_UNEXERCISED("P26", limited(2, 1), of(2).start(0).ok(0).start(1).ok(1).wait());
  EXPECT_UNEXERCISED("P26", limited(2, 2), of(2).start(0).fail(0).start(1).ok(1).wait({0}));
}

}  // namespace
}  // namespace gauntlet::check
