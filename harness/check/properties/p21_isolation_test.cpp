#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p21_isolation, neither_a_failure_nor_wait_cancels_the_parent) {
  EXPECT_EXERCISED("P21", fail_fast(1), of(1).start(0).fail(0).wait({0}).parent_state(false));
  EXPECT_REJECTED("P21", fail_fast(1), of(1).start(0).fail(0).wait({0}).parent_state(true));
}

TEST(p21_isolation, a_parent_that_is_cancelled_on_purpose_is_not_judged) {
  EXPECT_UNEXERCISED("P21", fail_fast(1), of(1).start(0).cancel_parent().ok(0).wait().parent_state(true));
  auto s = fail_fast(1);
  s.plan.deadline_us = 1;
  EXPECT_UNEXERCISED("P21", s, of(1).start(0).ok(0).wait().parent_state(true));
}

}  // namespace
}  // namespace gauntlet::check
