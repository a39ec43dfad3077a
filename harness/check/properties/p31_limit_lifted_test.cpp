#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p31_limit_lifted, after_the_limit_is_lifted_every_task_is_accepted) {
  EXPECT_EXERCISED("P31", limited(2, 1),
                   of(2).lift_limit().start(0).try_submit(1).begin(1).ok(0).ok(1).wait());
  EXPECT_REJECTED("P31", limited(2, 1),
                  of(2).lift_limit().start(0).try_submit(1, submit_result::rejected).ok(0).wait());
}

TEST(p31_limit_lifted, neither_a_submit_nor_a_rendezvous_hangs) {
  EXPECT_HANG("P31", limited(2, 1), of(2).lift_limit().start(0).ok(0).at(0, kind::submit_begin, 1));
  EXPECT_HANG("P31", limited(2, 1),
              of(2).lift_limit().start(0).at(1, kind::meet_begin).submit(1).wait_begin());
}

TEST(p31_limit_lifted, a_limit_can_be_set_again) {
  EXPECT_UNEXERCISED(
      "P31", limited(2, 1),
      of(2).lift_limit().set_limit(1).start(0).try_submit(1, submit_result::rejected).ok(0).wait());
}

TEST(p31_limit_lifted, leaves_a_group_that_never_had_a_limit_to_p29) {
  EXPECT_UNEXERCISED("P31", fail_fast(1), of(1).try_submit(0, submit_result::rejected).wait());
}

}  // namespace
}  // namespace gauntlet::check
