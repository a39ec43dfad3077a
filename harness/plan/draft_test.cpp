#include "harness/plan/draft.hpp"

#include <gtest/gtest.h>

#include <set>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

const capabilities all = all_capabilities();

TEST(draft, starts_without_tasks_and_with_the_subject_s_policy) {
  const auto can = collect_all_capabilities();
  const draft d(1, can, 100);
  EXPECT_EQ(d.plan.policy, error_policy::all);
  EXPECT_FALSE(d.plan.context);
  EXPECT_TRUE(d.plan.tasks.empty() && d.plan.driver.empty());
}

TEST(draft, rarely_lacks_a_context_if_the_subject_has_one) {
  int without = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) without += draft(seed, all, 100).plan.context ? 0 : 1;
  EXPECT_GT(without, 50);
  EXPECT_LT(without, 250);
}

TEST(draft, submit_sometimes_uses_try_submit) {
  std::set<driver_kind> seen;
  draft d(1, all, 100);
  for (std::uint32_t i = 0; i < 60; ++i) EXPECT_EQ(d.submit(d.succeeding_task()), i);
  for (const auto& step : d.plan.driver) seen.insert(step.kind);
  EXPECT_EQ(seen, (std::set<driver_kind>{driver_kind::submit, driver_kind::try_submit}));
}

TEST(draft, submit_blocks_under_a_limit_and_submit_blocking_always_does) {
  draft d(1, all, 100);
  for (int i = 0; i < 30; ++i) d.submit_blocking(d.succeeding_task());
  d.plan.limit = 3;
  for (int i = 0; i < 30; ++i) d.submit(d.succeeding_task());
  EXPECT_FALSE(has(d.plan, driver_kind::try_submit));
}

TEST(draft, room_is_bounded_by_the_subject_and_the_recorder) {
  auto can = all_capabilities();
  can.max_tasks = 2;
  draft d(1, can, 100);
  EXPECT_EQ(d.room(), 2u);
  d.add_task({1, {}, ending::ok, error_shape::leaf});  // in a nested group
  EXPECT_EQ(d.room(), 2u);
  EXPECT_EQ(d.room_for_nested(), max_tasks - 1);
  for (int i = 0; i < 2; ++i) d.add_task(d.succeeding_task());
  EXPECT_EQ(d.room(), 0u);
}

TEST(draft, random_count_is_at_least_one_and_grows_with_the_size) {
  draft small(1, all, 1), large(1, all, 100);
  std::uint32_t most = 0;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(small.random_count(40), 1u);
    most = std::max(most, large.random_count(40));
  }
  EXPECT_GT(most, 20u);
  EXPECT_LE(most, 40u);
}

TEST(draft, random_blocking_count_leaves_a_body_free) {
  auto can = all_capabilities();
  can.concurrency = 4;
  draft d(1, can, 100);
  for (int i = 0; i < 100; ++i) EXPECT_LE(d.random_blocking_count(20), 2u);
}

TEST(draft, tasks_end_only_in_ways_that_the_subject_supports) {
  auto plain = collect_all_capabilities();
  plain.error_trees = false;
  draft d(1, plain, 100);
  for (int i = 0; i < 300; ++i) {
    const auto task = d.random_task(50);
    EXPECT_NE(task.end, ending::nil);
    EXPECT_NE(task.end, ending::exit);
    EXPECT_EQ(task.shape, error_shape::leaf);
    EXPECT_TRUE(fails(d.failing_task().end));
    EXPECT_EQ(d.succeeding_task().end, ending::ok);
  }
}

TEST(draft, waits_on_one_thread_if_the_subject_allows_only_one_wait) {
  auto once = all_capabilities();
  once.repeat_wait = false;
  draft d(1, once, 100);
  for (int i = 0; i < 100; ++i) d.wait();
  for (const auto& step : d.plan.driver) EXPECT_EQ(step, (driver_step{driver_kind::wait, 1}));
}

}  // namespace
}  // namespace gauntlet::plan
