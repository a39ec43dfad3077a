#include "harness/plan/themes/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Returns how many of 200 drafts that a theme fills satisfy the predicate.
template <class Predicate>
int count(void (*theme)(draft&), Predicate fits, const capabilities& can = all_capabilities()) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    draft d(seed, can, 100);
    theme(d);
    found += fits(d.plan) ? 1 : 0;
  }
  return found;
}

std::ptrdiff_t failing(const plan& p) {
  return std::count_if(p.tasks.begin(), p.tasks.end(), [](const task& t) { return fails(t.end); });
}

bool nests(const plan& p) {
  return std::any_of(p.tasks.begin(), p.tasks.end(), [](const task& t) { return t.group != 0; });
}

TEST(themes, determine_which_tasks_fail) {
  const auto tasks = [](const plan& p) { return static_cast<std::ptrdiff_t>(p.tasks.size()); };
  EXPECT_EQ(count(themes::all_fail, [&](const plan& p) { return failing(p) == tasks(p); }), 200);
  EXPECT_EQ(count(themes::one_fails, [](const plan& p) { return failing(p) == 1; }), 200);
  EXPECT_EQ(
      count(themes::last_fails, [](const plan& p) { return failing(p) == 1 && fails(p.tasks.back().end); }),
      200);
  EXPECT_GT(count(themes::mixed, [&](const plan& p) { return failing(p) > 0 && failing(p) < tasks(p); }), 50);
  EXPECT_GT(count(themes::mixed, [](const plan& p) { return p.tasks.empty(); }), 20);
}

TEST(themes, about_limits_set_a_limit) {
  EXPECT_EQ(count(themes::limited, [](const plan& p) { return p.limit > 0u; }), 200);
  EXPECT_EQ(count(themes::limited_chain, [](const plan& p) { return p.limit == 1u; }), 200);
  EXPECT_GT(count(themes::rendezvous, [](const plan& p) { return p.limit == p.tasks.size(); }), 80);
  EXPECT_GT(count(themes::limit_zero, [](const plan& p) { return p.limit == 0u; }), 50);
  EXPECT_EQ(count(themes::limit_lifted, [](const plan& p) { return has(p, driver_kind::lift_limit); }), 200);
  EXPECT_EQ(count(themes::limited_tree, [](const plan& p) { return p.limit > 0u; }), 200);
  EXPECT_GT(count(themes::limited_tree, [](const plan& p) { return has(p, step_kind::submit); }), 80);
  EXPECT_EQ(count(themes::limit_contention, [](const plan& p) { return has(p, step_kind::submit); }), 200);
}

TEST(themes, submit_enough_tasks_to_reach_a_built_in_limit) {
  auto can = all_capabilities();
  can.fixed_limit = 4;
  EXPECT_EQ(count(themes::limited, [](const plan& p) { return !p.limit && p.tasks.size() >= 4; }, can), 200);
}

TEST(themes, about_limits_block_tasks_at_gates_and_rendezvous) {
  const auto has_gate = [](const plan& p) {
    return has(p, step_kind::gate) && has(p, driver_kind::open_gate);
  };
  EXPECT_EQ(count(themes::count_permits, has_gate), 200);
  EXPECT_EQ(count(themes::set_while_active, has_gate), 200);
  EXPECT_EQ(count(themes::rendezvous, [](const plan& p) { return has(p, step_kind::rendezvous); }), 200);
}

TEST(themes, cause_the_cancellation_that_tasks_wait_for) {
  const auto wait = [](const plan& p) {
    return !p.context || (has(p, step_kind::await_cancel) && failing(p) > 0);
  };
  EXPECT_EQ(count(themes::cancel_waiters, wait), 200);
  EXPECT_EQ(count(themes::failures_after_cancel, wait), 200);
  const auto cancels = [](const plan& p) {
    return has(p, step_kind::cancel_parent) || has(p, driver_kind::cancel_parent);
  };
  EXPECT_GT(count(themes::parent_cancel, cancels), 150);
  EXPECT_GT(count(themes::callbacks, [](const plan& p) { return has(p, step_kind::callback); }), 150);
  EXPECT_GT(count(themes::callbacks, [](const plan& p) { return has(p, driver_kind::callback); }), 50);
}

TEST(themes, let_tasks_submit_and_open_groups) {
  EXPECT_GT(count(themes::children, [](const plan& p) { return has(p, step_kind::submit); }), 100);
  EXPECT_GT(count(themes::nested, nests), 150);
  auto can = all_capabilities();
  can.nesting = false;
  EXPECT_EQ(count(themes::nested, nests, can), 0);
}

TEST(themes, make_one_submit_fail) {
  EXPECT_EQ(count(themes::thread_fails, [](const plan& p) { return p.faults.thread_create_fails_at > 0; }),
            200);
  EXPECT_EQ(count(themes::allocation_fails, [](const plan& p) { return p.faults.allocation_fails_at > 0; }),
            200);
  EXPECT_EQ(count(themes::move_fails, [](const plan& p) { return p.faults.move_fails_at > 0; }), 200);
  auto pool = all_capabilities();
  pool.thread_per_task = false;
  EXPECT_EQ(
      count(themes::move_fails, [](const plan& p) { return p.faults.allocation_fails_at > 0; }, pool), 200);
}

TEST(themes, use_every_kind_of_wait) {
  EXPECT_EQ(count(themes::timed, [](const plan& p) { return has(p, driver_kind::wait_for); }), 200);
  EXPECT_EQ(count(themes::submit_beside_wait, [](const plan& p) { return has(p, driver_kind::wait_beside); }),
            200);
  const auto can = all_capabilities();
  draft d(1, can, 100);
  themes::destroyed_without_wait(d);
  EXPECT_FALSE(d.adds_final_wait);
}

}  // namespace
}  // namespace gauntlet::plan
