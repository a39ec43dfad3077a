#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p37_empty_wait, wait_without_tasks_returns_no_error) {
  EXPECT_EXERCISED("P37", fail_fast(0), of(0).wait());
  EXPECT_REJECTED("P37", fail_fast(0), of(0).wait({id_canceled}));
}

TEST(p37_empty_wait, neither_wait_nor_the_destructor_hangs) {
  EXPECT_HANG("P37", fail_fast(0), of(0).wait_begin());
  EXPECT_HANG("P37", fail_fast(0), of(0));
}

TEST(p37_empty_wait, wait_before_the_first_submission_has_no_tasks) {
  EXPECT_EXERCISED("P37", fail_fast(1), of(1).wait().start(0).fail(0).wait({0}));
  EXPECT_REJECTED("P37", fail_fast(1), of(1).wait({0}).start(0).fail(0).wait({0}));
}

TEST(p37_empty_wait, wait_concurrent_with_a_submission_may_have_a_task) {
  EXPECT_UNEXERCISED("P37", fail_fast(1), of(1).wait_beside().start(0).fail(0).wait_end({0}, 5));
}

}  // namespace
}  // namespace gauntlet::check
