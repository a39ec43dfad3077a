#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p32_set_limit_while_active, the_limit_cannot_be_changed_while_a_task_is_active) {
  for (const auto& s : {fail_fast(1), limited(1, 1)}) {
    EXPECT_EXERCISED("P32", s, of(1).start(0).set_limit(2, false).ok(0).wait());
    EXPECT_REJECTED("P32", s, of(1).start(0).set_limit(2, true).ok(0).wait());
  }
}

TEST(p32_set_limit_while_active, a_task_is_active_until_its_callable_is_destroyed) {
  EXPECT_REJECTED("P32", fail_fast(1), of(1).start(0).ok(0).set_limit(2, true).dispose(0).wait());
  EXPECT_UNEXERCISED("P32", fail_fast(1), of(1).start(0).ok(0).dispose(0).set_limit(2, true).wait());
}

TEST(p32_set_limit_while_active, a_task_whose_body_has_ended_may_be_active_or_not) {
  EXPECT_UNEXERCISED("P32", fail_fast(1), of(1).start(0).ok(0).set_limit(2, true).wait());
  EXPECT_UNEXERCISED("P32", fail_fast(1), of(1).start(0).ok(0).set_limit(2, false).wait());
}

TEST(p32_set_limit_while_active, wait_returns_after_the_limit_was_changed) {
  EXPECT_HANG("P32", limited(1, 1), of(1).start(0).set_limit(2, true).ok(0).wait_begin());
}

}  // namespace
}  // namespace gauntlet::check
