#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p04_liveness, wait_returns_once_all_tasks_have_ended) {
  EXPECT_EXERCISED("P04", fail_fast(1), of(1).start(0).ok(0).wait());
  EXPECT_HANG("P04", fail_fast(1), of(1).start(0).ok(0).wait_begin());
}

TEST(p04_liveness, a_submit_without_a_limit_returns) {
  EXPECT_HANG("P04", fail_fast(2), of(2).start(0).ok(0).at(0, kind::submit_begin, 1));
}

TEST(p04_liveness, wait_may_block_while_a_task_runs) {
  EXPECT_EXERCISED("P04", fail_fast(1), of(1).start(0).wait_begin().hangs());
}

TEST(p04_liveness, leaves_a_wait_without_tasks_to_p37) {
  EXPECT_UNEXERCISED("P04", fail_fast(0), of(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
