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

TEST(p53_strong_guarantee, a_full_group_refuses_a_task) {
  auto s = collect_all(2);
  s.plan.room = 1;
  const auto second = [](submit_result what) {
    auto h = of(2).start(0).ok(0).submit(1, what);
    if (what == submit_result::accepted) h.begin(1).ok(1);
    return h.wait();
  };
  EXPECT_EXERCISED("P53", s, second(submit_result::threw));
  EXPECT_REJECTED("P53", s, second(submit_result::accepted));
  s.plan.room = 2;
  EXPECT_UNEXERCISED("P53", s, second(submit_result::accepted));
}

TEST(p53_strong_guarantee, a_wait_that_throws_leaves_no_task_running) {
  auto s = collect_all(1);
  s.can.starts_on_submit = false;
  s.can.faults_in_wait = true;
  s.plan.faults.thread_create_fails_at = 2;
  const auto threw = [](history_builder h) { return h.at(0, kind::wait_threw, history::none, 0); };
  EXPECT_EXERCISED("P53", s, threw(of(1).submit(0).wait_begin().begin(0).ok(0)));
  EXPECT_REJECTED("P53", s, threw(of(1).submit(0).wait_begin().begin(0)).ok(0));
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
