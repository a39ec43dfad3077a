#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p30_limit_zero, under_limit_0_no_task_is_accepted) {
  EXPECT_EXERCISED("P30", limited(1, 0), of(1).try_submit(0, submit_result::rejected).wait());
  EXPECT_REJECTED("P30", limited(1, 0), of(1).try_submit(0).begin(0).ok(0).wait());
}

TEST(p30_limit_zero, limit_0_holds_until_it_is_changed) {
  EXPECT_REJECTED("P30", limited(1, 1), of(1).set_limit(0).try_submit(0).begin(0).ok(0).wait());
  EXPECT_UNEXERCISED("P30", limited(1, 0), of(1).set_limit(1).try_submit(0).begin(0).ok(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
