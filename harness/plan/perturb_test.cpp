#include "harness/plan/perturb.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// A draft with three tasks, perturbed.
plan perturbed(std::uint64_t seed, const capabilities& can, bool context = true) {
  draft d(seed, can, 100);
  d.plan = submits_of(3);
  d.plan.context = context;
  perturb(d);
  return d.plan;
}

template <class Predicate>
int count(const capabilities& can, Predicate fits, bool context = true) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) found += fits(perturbed(seed, can, context)) ? 1 : 0;
  return found;
}

TEST(perturb, adds_a_little_of_everything) {
  const auto can = everything();
  for (const auto kind : {step_kind::delay, step_kind::spin, step_kind::yield, step_kind::check})
    EXPECT_GT(count(can, [&](const plan& p) { return has(p, kind); }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return has(p, driver_kind::observe); }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return has(p, driver_kind::rest); }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return p.faults.spurious_wakeup_at > 0; }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return !p.delays.empty(); }), 250);
}

TEST(perturb, keeps_tasks_short_and_delays_within_the_plan) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto made = perturbed(seed, everything());
    for (const auto& task : made.tasks) EXPECT_LE(task.steps.size(), 6u);
    for (const auto& delay : made.delays) EXPECT_LT(delay.task, 3);
  }
}

TEST(perturb, looks_at_no_context_that_is_not_there) {
  const auto looks = [](const plan& p) { return has(p, driver_kind::observe) || has(p, step_kind::check); };
  EXPECT_EQ(count(collect_all(), looks, false), 0);
}

TEST(perturb, lets_tasks_look_where_nobody_is_cancelled) {
  const auto looks = [](const plan& p) { return has(p, step_kind::check); };
  EXPECT_GT(count(everything(), looks, false), 300);
}

}  // namespace
}  // namespace gauntlet::plan
