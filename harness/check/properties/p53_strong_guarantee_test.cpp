#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p53_strong_guarantee, a_submission_that_threw_keeps_no_permit) {
  const auto after_a_throw = [](submit_result then) {
    auto h = of(2).submit(0, submit_result::threw).try_submit(1, then);
    if (then == submit_result::accepted) h.begin(1).ok(1);
    return h.wait();
  };
  EXPECT_EXERCISED("P53", limited(2, 1), after_a_throw(submit_result::accepted));
  EXPECT_REJECTED("P53", limited(2, 1), after_a_throw(submit_result::rejected));
}

TEST(p53_strong_guarantee, neither_wait_nor_submit_hangs_after_it) {
  EXPECT_HANG("P53", fail_fast(1), of(1).submit(0, submit_result::threw).wait_begin());
  EXPECT_HANG("P53", limited(2, 1), of(2).submit(0, submit_result::threw).at(0, kind::submit_begin, 1));
}

TEST(p53_strong_guarantee, a_permit_of_another_task_may_cause_a_rejection) {
  EXPECT_EXERCISED(
      "P53", limited(3, 1),
      of(3).start(0).submit(1, submit_result::threw).try_submit(2, submit_result::rejected).ok(0).wait());
}

}  // namespace
}  // namespace gauntlet::check
