#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p56_destructor_joins, the_destructor_joins_the_tasks) {
  EXPECT_EXERCISED("P56", fail_fast(1), of(1).start(0).ok(0).group_gone());
  EXPECT_REJECTED("P56", fail_fast(1), of(1).start(0).group_gone().ok(0));
  EXPECT_REJECTED("P56", fail_fast(1), of(1).submit(0).group_gone().begin(0).ok(0));
}

TEST(p56_destructor_joins, the_destructor_returns) {
  auto s = fail_fast(1);
  s.plan.driver = {{plan::driver_kind::submit, 0}};
  EXPECT_HANG("P56", s, of(1).start(0).ok(0).parent_state(false));
}

TEST(p56_destructor_joins, leaves_a_task_that_wait_has_joined_to_p55) {
  EXPECT_UNEXERCISED("P56", fail_fast(1), of(1).start(0).wait().group_gone().ok(0));
}

}  // namespace
}  // namespace gauntlet::check
