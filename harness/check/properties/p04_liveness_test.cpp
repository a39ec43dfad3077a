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

TEST(p04_liveness, wait_throws_only_because_of_a_fault) {
  auto s = fail_fast(1);
  const auto threw = of(1).start(0).ok(0).wait_begin().at(0, kind::wait_threw);
  EXPECT_REJECTED("P04", s, threw);
  s.plan.faults.allocation_fails_at = 1;
  EXPECT_ACCEPTED("P04", s, threw);
}

TEST(p04_liveness, a_drain_receives_every_result) {
  auto s = fail_fast(1);
  s.can.joins = false;
  EXPECT_EXERCISED("P04", s, of(1).start(0).wait().at(0, kind::drain_begin).ok(0).at(0, kind::drain_end));
  EXPECT_REJECTED("P04", s, of(1).start(0).wait().at(0, kind::drain_begin).at(0, kind::drain_end).ok(0));
  EXPECT_HANG("P04", s, of(1).start(0).ok(0).wait().parent_state(false).at(0, kind::drain_begin));
}

TEST(p04_liveness, leaves_a_wait_without_tasks_to_p37) {
  EXPECT_UNEXERCISED("P04", fail_fast(0), of(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
