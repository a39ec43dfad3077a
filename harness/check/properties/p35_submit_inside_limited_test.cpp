#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

history_builder tries(submit_result result) {
  auto h = of(2).start(0).submit_inside(0, 1, result, submit_mode::non_blocking);
  if (result == submit_result::accepted) h.begin(1).ok(1);
  return h.ok(0).wait();
}

TEST(p35_submit_inside_limited, a_task_that_submits_holds_a_permit_itself) {
  EXPECT_EXERCISED("P35", limited(2, 2), tries(submit_result::accepted));
  EXPECT_REJECTED("P35", limited(2, 1), tries(submit_result::accepted));
}

TEST(p35_submit_inside_limited, it_gets_another_permit_where_one_is_free) {
  EXPECT_EXERCISED("P35", limited(2, 1), tries(submit_result::rejected));
  EXPECT_REJECTED("P35", limited(2, 3), tries(submit_result::rejected));
}

TEST(p35_submit_inside_limited, without_a_limit_it_is_p29s) {
  EXPECT_UNEXERCISED("P35", fail_fast(2), tries(submit_result::rejected));
}

}  // namespace
}  // namespace gauntlet::check
