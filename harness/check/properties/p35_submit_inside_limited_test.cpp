#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder tries(submit_result result) {
  auto h = of(2).start(0).submit_inside(0, 1, result, submit_mode::non_blocking);
  if (result == submit_result::accepted) h.begin(1).ok(1);
  return h.ok(0).wait();
}

TEST(p35_submit_inside_limited, a_submitting_task_keeps_its_own_permit) {
  EXPECT_EXERCISED("P35", limited(2, 2), tries(submit_result::accepted));
  EXPECT_REJECTED("P35", limited(2, 1), tries(submit_result::accepted));
}

TEST(p35_submit_inside_limited, a_submission_succeeds_if_another_permit_is_free) {
  EXPECT_EXERCISED("P35", limited(2, 1), tries(submit_result::rejected));
  EXPECT_REJECTED("P35", limited(2, 3), tries(submit_result::rejected));
}

TEST(p35_submit_inside_limited, leaves_a_group_without_a_limit_to_p29) {
  EXPECT_UNEXERCISED("P35", fail_fast(2), tries(submit_result::rejected));
}

}  // namespace
}  // namespace gauntlet::check
