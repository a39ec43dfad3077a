#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p58_captures, each_task_runs_with_its_own_index) {
  EXPECT_EXERCISED("P58", fail_fast(2), of(2).start(0).start(1).ok(0).ok(1).wait());
  auto shared = of(2).submit(0).submit(1).begin(1).ok(1).wait();
  shared.raw().late_runs = 1;
  EXPECT_REJECTED("P58", fail_fast(2), shared);
}

TEST(p58_captures, leaves_a_task_that_only_ran_twice_to_p02) {
  auto twice = of(2).start(0).start(1).ok(0).ok(1).wait();
  twice.raw().late_runs = 1;
  EXPECT_EXERCISED("P58", fail_fast(2), twice);
}

TEST(p58_captures, one_task_does_not_exercise_it) {
  EXPECT_UNEXERCISED("P58", fail_fast(1), of(1).start(0).ok(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
