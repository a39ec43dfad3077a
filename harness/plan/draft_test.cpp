#include "harness/plan/draft.hpp"

#include <gtest/gtest.h>

#include <set>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

const capabilities can_do_all = everything();

TEST(draft, begins_empty_with_what_the_subject_is) {
  const auto can = collect_all();
  const draft d(1, can, 100);
  EXPECT_EQ(d.plan.policy, error_policy::all);
  EXPECT_FALSE(d.plan.context);
  EXPECT_TRUE(d.plan.tasks.empty() && d.plan.driver.empty());
}

TEST(draft, is_seldom_without_a_context_where_the_subject_has_one) {
  int without = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    without += draft(seed, can_do_all, 100).plan.context ? 0 : 1;
  EXPECT_GT(without, 50);
  EXPECT_LT(without, 250);
}

TEST(draft, submits_by_the_driver_now_and_then_without_blocking) {
  std::set<driver_kind> seen;
  draft d(1, can_do_all, 100);
  for (std::uint32_t i = 0; i < 60; ++i) EXPECT_EQ(d.submit(d.succeeding()), i);
  for (const auto& step : d.plan.driver) seen.insert(step.kind);
  EXPECT_EQ(seen, (std::set<driver_kind>{driver_kind::submit, driver_kind::try_submit}));
}

TEST(draft, submits_blocking_under_a_limit_and_where_that_is_asked_for) {
  draft d(1, can_do_all, 100);
  for (int i = 0; i < 30; ++i) d.submit_blocking(d.succeeding());
  d.plan.limit = 3;
  for (int i = 0; i < 30; ++i) d.submit(d.succeeding());
  EXPECT_FALSE(has(d.plan, driver_kind::try_submit));
}

TEST(draft, has_room_for_as_many_tasks_as_the_subject_and_the_recorder_take) {
  auto can = everything();
  can.max_tasks = 2;
  draft d(1, can, 100);
  EXPECT_EQ(d.room(), 2u);
  d.add({1, {}, ending::ok, error_shape::leaf});  // of a nested group
  EXPECT_EQ(d.room(), 2u);
  EXPECT_EQ(d.room_inside(), max_tasks - 1);
  for (int i = 0; i < 2; ++i) d.add(d.succeeding());
  EXPECT_EQ(d.room(), 0u);
}

TEST(draft, few_is_at_least_one_and_grows_with_the_size) {
  draft small(1, can_do_all, 1), large(1, can_do_all, 100);
  std::uint32_t most = 0;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(small.few(40), 1u);
    most = std::max(most, large.few(40));
  }
  EXPECT_GT(most, 20u);
  EXPECT_LE(most, 40u);
}

TEST(draft, few_blocking_leaves_a_body_free) {
  auto can = everything();
  can.concurrency = 4;
  draft d(1, can, 100);
  for (int i = 0; i < 100; ++i) EXPECT_LE(d.few_blocking(20), 2u);
}

TEST(draft, ends_tasks_only_as_the_subject_can) {
  auto plain = collect_all();
  plain.error_trees = false;
  draft d(1, plain, 100);
  for (int i = 0; i < 300; ++i) {
    const auto task = d.any_task(50);
    EXPECT_NE(task.end, ending::nil);
    EXPECT_NE(task.end, ending::exit);
    EXPECT_EQ(task.shape, error_shape::leaf);
    EXPECT_TRUE(fails(d.failing().end));
    EXPECT_EQ(d.succeeding().end, ending::ok);
  }
}

TEST(draft, waits_on_one_thread_where_the_subject_can_be_waited_for_once) {
  auto once = everything();
  once.repeat_wait = false;
  draft d(1, once, 100);
  for (int i = 0; i < 100; ++i) d.wait();
  for (const auto& step : d.plan.driver) EXPECT_EQ(step, (driver_step{driver_kind::wait, 1}));
}

}  // namespace
}  // namespace gauntlet::plan
