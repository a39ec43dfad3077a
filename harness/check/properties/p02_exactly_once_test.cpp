#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p02_exactly_once, an_accepted_task_runs_once) {
  auto once = of(1).start(0).ok(0).wait();
  EXPECT_EXERCISED("P02", fail_fast(1), once);
  once.raw().late_runs = 1;
  EXPECT_REJECTED("P02", fail_fast(1), once);
  EXPECT_REJECTED("P02", fail_fast(1), of(1).submit(0).wait());
  EXPECT_HANG("P02", fail_fast(2), of(2).submit(0).submit(1).begin(0).ok(0).wait_begin());
}

TEST(p02_exactly_once, a_task_whose_submission_was_rejected_or_threw_never_runs) {
  for (const auto result : {submit_result::rejected, submit_result::threw}) {
    EXPECT_EXERCISED("P02", fail_fast(1), of(1).try_submit(0, result).wait());
    EXPECT_REJECTED("P02", fail_fast(1), of(1).try_submit(0, result).begin(0).ok(0).wait());
  }
}

situation that_drops(std::uint32_t tasks) {
  auto s = fail_fast(tasks);
  s.can.runs_after_cancel = false;
  return s;
}

TEST(p02_exactly_once, only_a_cancelled_group_that_may_drop_tasks_drops_one) {
  const auto after_a_failure = of(2).submit(0).submit(1).begin(0).fail(0).dispose(0).dispose(1).wait({0});
  EXPECT_EXERCISED("P02", that_drops(2), after_a_failure);
  EXPECT_REJECTED("P02", fail_fast(2), after_a_failure);
  EXPECT_REJECTED("P02", that_drops(2),
                  of(2).submit(0).submit(1).begin(0).ok(0).dispose(0).dispose(1).wait());
  EXPECT_REJECTED("P02", that_drops(2),
                  of(2).submit(0).submit(1).dispose(1).begin(0).fail(0).dispose(0).wait({0}));
  EXPECT_REJECTED("P02", that_drops(2), of(2).submit(0).submit(1).begin(0).fail(0).dispose(0).wait({0}));
}

TEST(p02_exactly_once, the_destructor_may_drop_a_task) {
  auto s = that_drops(2);
  s.plan.driver = {{plan::driver_kind::submit, 0}};
  EXPECT_EXERCISED("P02", s, of(2).submit(0).dispose(0).group_gone());
  EXPECT_REJECTED("P02", s, of(2).submit(0).dispose(0).start(1).ok(1).group_gone());
}

}  // namespace
}  // namespace gauntlet::check
