#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p51_hostile_types, wait_returns_an_exception_that_cannot_be_copied) {
  const auto hostile = ending_as(plan::ending::raise_hostile);
  EXPECT_EXERCISED("P51", hostile, of(1).start(0).raise(0).wait({0}));
  EXPECT_REJECTED("P51", hostile, of(1).start(0).raise(0).wait());
  EXPECT_REJECTED("P51", hostile, of(1).start(0).raise(0).wait({history::id_unknown}));
}

TEST(p51_hostile_types, leaves_any_other_exception_to_p46) {
  EXPECT_UNEXERCISED("P51", ending_as(plan::ending::raise), of(1).start(0).raise(0).wait());
}

// Task 1 is submitted while wait() runs, and may fail first.
TEST(p51_hostile_types, another_failure_may_be_the_result) {
  auto s = fail_fast(2);
  s.plan.tasks[0].end = plan::ending::raise_hostile;
  EXPECT_UNEXERCISED("P51", s, of(2).start(0).wait_beside().start(1).fail(1).raise(0).wait_end({1}, 6));
}

TEST(p51_hostile_types, a_callable_whose_move_threw_does_not_run) {
  auto s = fail_fast(1);
  s.plan.faults.move_fails_at = 1;
  EXPECT_EXERCISED("P51", s, of(1).submit(0, submit_result::threw).wait());
  EXPECT_REJECTED("P51", s, of(1).submit(0, submit_result::threw).begin(0).ok(0).wait());
  EXPECT_HANG("P51", s, of(1).submit(0, submit_result::threw).wait_begin());
}

}  // namespace
}  // namespace gauntlet::check
