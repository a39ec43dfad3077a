#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

TEST(p06_first_error_legality, an_error_that_was_observed_as_the_cause_was_recorded) {
  const auto after_observing_error_0 = [](std::uint32_t returned) {
    return of(2).start(0).start(1).fail(0).look(0, true, 0).fail(1).wait({returned});
  };
  EXPECT_EXERCISED("P06", fail_fast(2), after_observing_error_0(0));
  EXPECT_REJECTED("P06", fail_fast(2), after_observing_error_0(1));
}

// A task can be preempted between its return and the record of its error.
TEST(p06_first_error_legality, the_end_of_a_body_does_not_prove_a_record) {
  EXPECT_UNEXERCISED("P06", fail_fast(2), of(2).start(0).start(1).fail(0).fail(1).wait({1}));
}

TEST(p06_first_error_legality, limit_1_makes_the_order_certain) {
  const auto one_after_the_other = [](std::uint32_t returned) {
    return of(2).start(0).fail(0).start(1).fail(1).wait({returned});
  };
  EXPECT_EXERCISED("P06", limited(2, 1), one_after_the_other(0));
  EXPECT_REJECTED("P06", limited(2, 1), one_after_the_other(1));
  EXPECT_UNEXERCISED("P06", limited(2, 2), one_after_the_other(1));
}

TEST(p06_first_error_legality, an_error_of_a_joined_task_was_recorded) {
  EXPECT_EXERCISED("P06", fail_fast(2), of(2).start(0).fail(0).wait({0}).start(1).fail(1).wait({0}));
  EXPECT_REJECTED("P06", fail_fast(2), of(2).start(0).fail(0).wait({0}).start(1).fail(1).wait({1}));
}

TEST(p06_first_error_legality, a_quiescent_group_has_recorded_the_errors_of_tasks_that_ended) {
  const auto quiescent_between = [](std::uint32_t returned) {
    return of(2).start(0).start(1).fail(0).quiescent(2).fail(1).wait({returned});
  };
  EXPECT_EXERCISED("P06", fail_fast(2), quiescent_between(0));
  EXPECT_REJECTED("P06", fail_fast(2), quiescent_between(1));
  EXPECT_ACCEPTED("P06", fail_fast(2), of(2).start(0).start(1).quiescent(2).fail(0).fail(1).wait({1}));
}

// The pool may have queued what follows the end of task 0, and its thread runs task 2 first.
TEST(p06_first_error_legality, a_thread_that_runs_another_task_may_still_have_to_record_an_error) {
  const auto on_thread_7 = [](history_builder h, std::uint32_t t) {
    return h.submit(t).at(t + 1, kind::body_begin, t, 7);
  };
  auto h = on_thread_7(of(3), 0).fail(0).start(1);
  EXPECT_ACCEPTED("P06", fail_fast(3), on_thread_7(h, 2).quiescent(2).fail(1).ok(2).wait({1}));
  EXPECT_REJECTED("P06", fail_fast(3), on_thread_7(h, 2).ok(2).quiescent(2).fail(1).wait({1}));
}

// Both threads exit, so the two tasks share one error.
TEST(p06_first_error_legality, an_error_that_several_tasks_share_names_no_winner) {
  EXPECT_ACCEPTED("P06", fail_fast(2),
                  of(2)
                      .start(0)
                      .start(1)
                      .exit(0)
                      .look(0, true, history::id_abandoned)
                      .exit(1)
                      .wait({history::id_abandoned}));
}

}  // namespace
}  // namespace gauntlet::check
