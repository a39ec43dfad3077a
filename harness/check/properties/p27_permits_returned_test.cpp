#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p27_permits_returned, try_submit_right_after_wait_gets_a_permit) {
  EXPECT_EXERCISED("P27", limited(2, 1), of(2).start(0).ok(0).wait().try_submit(1).begin(1).ok(1).wait());
  EXPECT_REJECTED("P27", limited(2, 1),
                  of(2).start(0).ok(0).wait().try_submit(1, submit_result::rejected).wait());
}

TEST(p27_permits_returned, before_wait_an_ended_task_may_still_hold_its_permit) {
  const auto before = of(2).start(0).ok(0).try_submit(1, submit_result::rejected).wait();
  EXPECT_UNEXERCISED("P27", limited(2, 1), before);
  EXPECT_EXERCISED("P29", limited(2, 1), before);
}

TEST(p27_permits_returned, the_limit_can_be_set_right_after_wait) {
  EXPECT_EXERCISED("P27", limited(1, 1), of(1).start(0).ok(0).wait().set_limit(2, true));
  EXPECT_REJECTED("P27", limited(1, 1), of(1).start(0).ok(0).wait().set_limit(2, false));
  EXPECT_UNEXERCISED("P27", limited(1, 1), of(1).start(0).ok(0).set_limit(2, false).wait());
}

TEST(p27_permits_returned, leaves_permits_of_a_submission_that_threw_to_p53) {
  EXPECT_UNEXERCISED("P27", limited(2, 1),
                     of(2).submit(0, submit_result::threw).wait().try_submit(1, submit_result::rejected));
}

}  // namespace
}  // namespace gauntlet::check
