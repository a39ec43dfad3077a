#include "harness/check/facts.hpp"

#include "harness/check/situations.hpp"

namespace gauntlet::check {
namespace {

std::vector<std::uint32_t> indices(const std::vector<const task_view*>& tasks) {
  std::vector<std::uint32_t> out;
  for (const auto* task : tasks) out.push_back(task->index);
  return out;
}
using list = std::vector<std::uint32_t>;

const wait_view& first_wait(const viewed& x) { return x.v.groups[0].waits.at(0); }

// --- names ---

TEST(facts, names_fit_into_sentences) {
  const viewed x(nested(), of(2).wait().wait_begin(3).wait_end({}, 3).start(0).nest(0, 1).wait_begin(1, 1));
  EXPECT_EQ(name_of(x.v.tasks[1]), "task 1");
  EXPECT_EQ(name_of(first_wait(x)), "wait()");
  EXPECT_EQ(name_of(x.v.groups[0].waits[1]), "wait() on an additional thread");
  EXPECT_EQ(name_of(x.v.groups[1].waits[0]), "wait() of nested group 1");
  EXPECT_EQ(name_of_error(3), "error 3");
}

TEST(facts, errors_of_a_wait_are_listed_in_order) {
  const viewed x(collect_all(3), of(3).wait().wait({2}).wait({2, 0}));
  const auto& waits = x.v.groups[0].waits;
  EXPECT_EQ(errors_of(waits[0]), "no error");
  EXPECT_EQ(errors_of(waits[1]), "error 2");
  EXPECT_EQ(errors_of(waits[2]), "error 2, error 0");
  wait_view shortened = waits[2];
  shortened.leaf_count = 5;
  EXPECT_EQ(errors_of(shortened), "error 2, error 0 and 3 more");
  shortened.leaves.clear();
  EXPECT_EQ(errors_of(shortened), "5 more");
}

// --- tasks and errors ---

TEST(facts, failures_are_sorted_by_index_or_by_submission) {
  const viewed x(fail_fast(3),
                 of(3).submit(2).submit(0).submit(1).begin(0).fail(0).begin(1).ok(1).begin(2).fail(2));
  const auto failed = failures_of(x.v, x.v.groups[0]);
  EXPECT_EQ(indices(failed), (list{0, 2}));
  EXPECT_EQ(indices(in_order_of_submission(failed)), (list{2, 0}));
}

TEST(facts, an_error_leads_to_its_task_unless_tasks_share_it) {
  const viewed x(fail_fast(2), of(2).start(0).fail(0).start(1).exit(1).wait({0}));
  EXPECT_EQ(failed_with(x.v, x.v.groups[0], 0), &x.v.tasks[0]);
  EXPECT_EQ(failed_with(x.v, x.v.groups[0], history::id_abandoned), &x.v.tasks[1]);
  EXPECT_EQ(only_task_failed_with(x.v, x.v.groups[0], history::id_abandoned), nullptr);
  EXPECT_EQ(failed_with(x.v, x.v.groups[0], 1), nullptr);
  EXPECT_EQ(winner_of(x.v, x.v.groups[0], first_wait(x)), &x.v.tasks[0]);
}

TEST(facts, a_joined_error_has_three_leaves_if_its_own_task_returned_it) {
  auto s = fail_fast(2);
  s.plan.tasks[0].shape = s.plan.tasks[1].shape = plan::error_shape::joined;
  const viewed x(s, of(2).start(0).fail(0).start(1).raise(1));
  EXPECT_EQ(leaf_count_of(x.v.plan, x.v.tasks[0]), 3);
  EXPECT_EQ(leaf_count_of(x.v.plan, x.v.tasks[1]), 1);
}

TEST(facts, results_are_compared_by_errors_and_order) {
  const viewed x(fail_fast(2), of(2).wait({0, 1}).wait({0, 1}).wait({1, 0}).wait({0}));
  const auto& waits = x.v.groups[0].waits;
  EXPECT_TRUE(same_errors(waits[0], waits[1]));
  EXPECT_FALSE(same_errors(waits[0], waits[2]));
  EXPECT_FALSE(same_errors(waits[0], waits[3]));
}

// --- joins ---

TEST(facts, a_wait_joins_tasks_submitted_while_a_joined_task_is_active) {
  const viewed busy(fail_fast(2), of(2).start(0).wait_beside().start(1).ok(0).ok(1).wait_end({}, 6));
  EXPECT_EQ(indices(certainly_joined(busy.v, busy.v.groups[0], first_wait(busy))), (list{0, 1}));
  const viewed idle(fail_fast(2), of(2).start(0).wait_beside().ok(0).start(1).ok(1).wait_end({}, 6));
  EXPECT_EQ(indices(certainly_joined(idle.v, idle.v.groups[0], first_wait(idle))), list{0});
  EXPECT_FALSE(certainly_joins(idle.v, first_wait(idle), idle.v.tasks[1]));
}

TEST(facts, a_task_is_counted_down_only_after_its_callable_was_destroyed) {
  const viewed x(fail_fast(1), of(1).start(0).ok(0).set_limit(2).dispose(0).set_limit(3));
  EXPECT_FALSE(possibly_counted_down_before(x.v, x.v.tasks[0], x.v.limits[0].when.end_ref));
  EXPECT_TRUE(possibly_counted_down_before(x.v, x.v.tasks[0], x.v.limits[1].when.begin_ref));
}

TEST(facts, a_body_runs_after_a_wait_only_if_the_clocks_prove_it) {
  const viewed late(fail_fast(1), of(1).start(0).wait().ok(0));
  EXPECT_TRUE(certainly_running_after(late.v, late.v.tasks[0], first_wait(late)));
  const viewed close(fail_fast(1), of(1).start(0).wait_begin().wait_end().same_time().ok(0));
  EXPECT_FALSE(certainly_running_after(close.v, close.v.tasks[0], first_wait(close)));
  const viewed not_begun(fail_fast(1), of(1).submit(0).wait());
  EXPECT_FALSE(certainly_running_after(not_begun.v, not_begun.v.tasks[0], first_wait(not_begun)));
}

// --- records ---

bool recorded_first(const situation& s, const history_builder& h) {
  const viewed x(s, h);
  return certainly_recorded_before(x.v, x.v.groups[0], x.v.tasks[0], x.v.tasks[1].body.end_ref).has_value();
}

TEST(facts, the_end_of_a_body_does_not_prove_a_record) {
  EXPECT_FALSE(recorded_first(fail_fast(2), of(2).start(0).start(1).fail(0).fail(1)));
}

TEST(facts, a_cause_a_wait_a_limit_and_a_permit_prove_a_record) {
  EXPECT_TRUE(recorded_first(fail_fast(2), of(2).start(0).start(1).fail(0).look(0, true, 0).fail(1)));
  EXPECT_TRUE(recorded_first(fail_fast(2), of(2).start(0).fail(0).wait({0}).start(1).fail(1)));
  EXPECT_TRUE(recorded_first(fail_fast(2), of(2).start(0).fail(0).set_limit(2).start(1).fail(1)));
  EXPECT_TRUE(recorded_first(limited(2, 1), of(2).start(0).fail(0).start(1).fail(1)));
}

// --- cancellation ---

TEST(facts, observations_include_tasks_the_driver_and_waits) {
  const viewed x(fail_fast(1),
                 of(1).start(0).look(1, false).look(0, false).ok(0).wait().after(true, id_canceled));
  EXPECT_EQ(observations_of(x.v, x.v.groups[0]).size(), 3u);
}

TEST(facts, a_group_may_have_cancelled_itself_by_a_failure_or_a_wait_that_joined) {
  const auto possible = [](const history_builder& h) {
    const viewed x(fail_fast(2), h);
    return self_cancellation_possible_before(x.v, x.v.tasks[1].observations.at(0));
  };
  EXPECT_FALSE(possible(of(2).start(0).start(1).look(2, true).fail(0)));
  EXPECT_TRUE(possible(of(2).start(0).start(1).fail(0).look(2, true)));
  EXPECT_FALSE(possible(of(2).start(1).wait_begin().look(2, true).ok(1).wait_end()));
  EXPECT_TRUE(possible(of(2).wait().start(1).look(2, true)));
}

TEST(facts, the_parent_certainly_cancelled_if_nothing_else_could_have) {
  const auto known = [](const history_builder& h) {
    const viewed x(nested(), h);
    return parent_certainly_cancelled(x.v, x.v.tasks[1].observations.at(0)).has_value();
  };
  const auto opened = of(2).start(0).nest(0, 1).submit_inside(0, 1).begin(1);
  EXPECT_TRUE(known(history_builder(opened).cancel_parent().look(2, true, id_parent, 1)));
  EXPECT_FALSE(known(history_builder(opened).look(2, true, id_parent, 1)));
  EXPECT_FALSE(known(
      of(2).wait().start(0).nest(0, 1).submit_inside(0, 1).begin(1).cancel_parent().look(2, true, 0, 1)));
}

// --- permits ---

TEST(facts, certain_holders_hold_permits_at_one_instant_with_the_caller) {
  const viewed x(limited(4, 4),
                 of(4).start(0).start(1).submit(2).submit(3).ok(0).ok(1).begin(2).ok(2).begin(3).ok(3));
  const auto& epoch = x.v.epochs.at(0);
  EXPECT_EQ(certain_holders(x.v, epoch, x.v.tasks[2]), 2u);  // task 3 got its permit later
  const viewed apart(limited(2, 2), of(2).start(0).ok(0).start(1).ok(1));
  EXPECT_EQ(certain_holders(apart.v, apart.v.epochs.at(0), apart.v.tasks[1]), 0u);
}

TEST(facts, possible_holders_exclude_tasks_that_a_wait_has_joined) {
  const viewed x(limited(5, 4), of(5)
                                    .start(0)
                                    .ok(0)
                                    .wait()
                                    .start(1)
                                    .ok(1)
                                    .submit(2, submit_result::threw)
                                    .try_submit(4, submit_result::rejected)
                                    .try_submit(3, submit_result::rejected));
  EXPECT_EQ(possible_holders(x.v, &x.v.tasks[3], x.v.tasks[3].submit), 1u);  // task 1
  EXPECT_TRUE(submit_threw_before(x.v, x.v.tasks[3].submit.begin_ref));
  EXPECT_FALSE(submit_threw_before(x.v, x.v.tasks[2].submit.begin_ref));
  EXPECT_TRUE(wait_returned_before(x.v, x.v.tasks[1].submit.begin_ref));
  EXPECT_FALSE(wait_returned_before(x.v, x.v.tasks[0].submit.begin_ref));
}

}  // namespace
}  // namespace gauntlet::check
