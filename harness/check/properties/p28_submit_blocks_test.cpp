#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p28_submit_blocks, submit_returns_only_with_a_permit) {
  EXPECT_UNEXERCISED("P28", limited(2, 1), of(2).start(0).ok(0).start(1).ok(1).wait());
  EXPECT_REJECTED("P28", limited(2, 1), of(2).start(0).start(1).ok(0).ok(1).wait());
}

TEST(p28_submit_blocks, a_task_holds_its_permit_before_its_body_begins) {
  EXPECT_REJECTED("P28", limited(2, 1), of(2).submit(0).submit(1).begin(1).ok(1).begin(0).ok(0).wait());
}

TEST(p28_submit_blocks, submit_may_return_while_another_task_ends) {
  EXPECT_EXERCISED(
      "P28", limited(2, 1),
      of(2).start(0).at(0, kind::submit_begin, 1).ok(0).at(0, kind::submit_end, 1, 0, 0).begin(1));
}

TEST(p28_submit_blocks, submit_throws_only_if_a_fault_is_injected) {
  auto faulty = limited(2, 1);
  faulty.plan.faults.thread_create_fails_at = 2;
  const auto throws = of(2).start(0).ok(0).submit(1, submit_result::threw).wait();
  EXPECT_UNEXERCISED("P28", faulty, throws);
  EXPECT_REJECTED("P28", limited(2, 1), throws);
}

}  // namespace
}  // namespace gauntlet::check
