#include "harness/check/specification.hpp"

#include <gtest/gtest.h>

namespace gauntlet::check::specification {
namespace {

using enum transition_kind;

plan::plan of_tasks(std::uint32_t tasks) {
  plan::plan out;
  out.context = true;
  out.tasks.resize(tasks);
  return out;
}

/// A machine with its plan and its current state.
struct running {
  explicit running(plan::plan of, std::int32_t fixed_limit = -1)
      : plan(std::move(of)), rules(plan, fixed_limit), now(rules.start()) {
    for (std::size_t t = 0; t < plan.tasks.size(); ++t)
      rules.set_error(static_cast<std::uint8_t>(t), {static_cast<std::uint32_t>(t)});
  }
  running(const running&) = delete;
  bool take(const transition& next) { return rules.take(now, next); }
  bool task(transition_kind kind, std::uint8_t task) { return take({kind, 0, task}); }

  plan::plan plan;
  machine rules;
  state now;
};

transition observes(bool cancelled, std::uint32_t cause = history::no_error, std::uint8_t group = 0) {
  return {transition_kind::observe, group, 0, 0, cause, cancelled};
}
transition returns(std::vector<std::uint32_t> answer) {
  transition out{report};
  out.answer = std::move(answer);
  return out;
}

TEST(specification, a_permit_is_acquired_only_if_one_is_free) {
  auto plan = of_tasks(2);
  plan.limit = 1;
  running m(plan);
  EXPECT_FALSE(m.task(acquire, 0)) << "it is not counted yet";
  EXPECT_TRUE(m.task(count, 0) && m.task(count, 1) && m.task(acquire, 0));
  EXPECT_FALSE(m.task(acquire, 1));
  EXPECT_TRUE(m.task(refuse, 1));
  EXPECT_TRUE(m.task(release, 0) && m.task(acquire, 1));
}

TEST(specification, a_try_submit_is_never_refused_without_a_limit) {
  running m(of_tasks(1));
  EXPECT_FALSE(m.task(refuse, 0));
  running fixed(of_tasks(2), 1);
  EXPECT_TRUE(fixed.task(count, 0) && fixed.task(acquire, 0) && fixed.task(refuse, 1));
}

TEST(specification, a_wait_joins_only_if_no_task_is_counted) {
  running m(of_tasks(2));
  EXPECT_TRUE(m.task(count, 0) && m.task(count, 1) && m.task(acquire, 1));
  EXPECT_FALSE(m.take({join}));
  EXPECT_TRUE(m.task(leave, 0));
  EXPECT_FALSE(m.take({join}));
  EXPECT_TRUE(m.task(uncount, 1) && m.take({join}));
}

TEST(specification, the_first_recorded_error_is_returned_and_cancels) {
  running m(of_tasks(2));
  EXPECT_TRUE(m.task(record, 1) && m.task(record, 0));
  EXPECT_TRUE(m.take({cancel, 0, 0, 0, 0}));
  EXPECT_TRUE(m.take(observes(false))) << "task 0 recorded second";
  EXPECT_TRUE(m.take({cancel, 0, 1, 0, 1}));
  EXPECT_TRUE(m.take(observes(true, 1)));
  EXPECT_FALSE(m.take(observes(true, 0)));
  EXPECT_FALSE(m.take(observes(false)));
  EXPECT_TRUE(m.take(returns({1})));
  EXPECT_FALSE(m.take(returns({0})));
  EXPECT_FALSE(m.take(returns({})));
}

TEST(specification, collect_all_returns_every_error_in_index_order_and_does_not_cancel) {
  auto plan = of_tasks(3);
  plan.policy = plan::error_policy::all;
  running m(plan);
  EXPECT_TRUE(m.task(record, 2) && m.task(record, 0) && m.take({cancel, 0, 2, 0, 2}));
  EXPECT_TRUE(m.take(returns({0, 2})));
  EXPECT_FALSE(m.take(returns({2, 0})));
  EXPECT_TRUE(m.take(observes(false)));
}

TEST(specification, the_cause_of_a_cancellation_never_changes) {
  running m(of_tasks(1));
  EXPECT_TRUE(m.take({finish}) && m.take(observes(true, history::id_canceled)));
  EXPECT_TRUE(m.task(record, 0) && m.take({cancel, 0, 0, 0, 0}));
  EXPECT_TRUE(m.take(observes(true, history::id_canceled)));
}

TEST(specification, a_context_inherits_the_cause_of_the_context_above_it) {
  running m(of_tasks(1));
  EXPECT_FALSE(m.take({inherit}));
  EXPECT_TRUE(m.take({cancel_parent, 0, 0, 7}));
  EXPECT_FALSE(m.take({settle, 0, 0, 7})) << "the group's context has not inherited it yet";
  EXPECT_TRUE(m.take(observes(false)));
  EXPECT_TRUE(m.take({inherit}) && m.take(observes(true, history::id_parent)) && m.take({settle, 0, 0, 7}));
  EXPECT_TRUE(m.take({observe_parent, 0, 0, 0, history::no_error, true}));
}

TEST(specification, a_group_opened_below_a_cancelled_context_is_cancelled) {
  running early(of_tasks(1)), late(of_tasks(1));
  const transition opens{open, 1, 0, 1};  // its context is derived from that of group 0
  EXPECT_TRUE(early.take(opens) && early.take(observes(false, history::no_error, 1)));
  EXPECT_TRUE(late.take({finish}) && late.take(opens) && late.take(observes(true, history::id_canceled, 1)));
}

TEST(specification, a_deadline_cancels_the_parent) {
  running m(of_tasks(1));
  EXPECT_TRUE(m.take({pass_deadline}) && m.take({inherit}) && m.take(observes(true, history::id_deadline)));
}

TEST(specification, the_limit_changes_only_if_no_task_is_counted) {
  running m(of_tasks(1));
  transition one{set_limit};
  one.limit = 0;
  EXPECT_FALSE(m.take({keep_limit}));
  EXPECT_TRUE(m.take(one));
  EXPECT_TRUE(m.task(count, 0));
  EXPECT_FALSE(m.task(acquire, 0));
  EXPECT_FALSE(m.take({set_limit}));
  EXPECT_TRUE(m.take({keep_limit}));
  EXPECT_TRUE(m.task(uncount, 0) && m.take({set_limit}) && m.task(count, 0) && m.task(acquire, 0));
}

}  // namespace
}  // namespace gauntlet::check::specification
