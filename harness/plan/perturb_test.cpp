#include "harness/plan/perturb.hpp"

#include <gtest/gtest.h>

#include "harness/plan/plan_fixture.hpp"

namespace gauntlet::plan {
namespace {

/// Returns a perturbed plan with three tasks.
plan perturbed(std::uint64_t seed, const capabilities& can, bool context = true) {
  draft d(seed, can, 100);
  d.plan = plan_with_tasks(3);
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

TEST(perturb, adds_every_kind_of_step_and_fault) {
  const auto can = all_capabilities();
  for (const auto kind : {step_kind::delay, step_kind::spin, step_kind::yield, step_kind::check})
    EXPECT_GT(count(can, [&](const plan& p) { return has(p, kind); }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return has(p, driver_kind::observe); }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return has(p, driver_kind::rest); }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return p.faults.spurious_wakeup_at > 0; }), 20);
  EXPECT_GT(count(can, [](const plan& p) { return !p.delays.empty(); }), 250);
}

TEST(perturb, keeps_tasks_short_and_delays_only_existing_tasks) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const auto made = perturbed(seed, all_capabilities());
    for (const auto& task : made.tasks) EXPECT_LE(task.steps.size(), 6u);
    for (const auto& delay : made.delays) EXPECT_LT(delay.task, 3);
  }
}

TEST(perturb, adds_no_observation_for_a_subject_without_a_context) {
  const auto observes = [](const plan& p) {
    return has(p, driver_kind::observe) || has(p, step_kind::check);
  };
  EXPECT_EQ(count(collect_all_capabilities(), observes, false), 0);
}

TEST(perturb, adds_observations_to_a_plan_without_a_context) {
  const auto observes = [](const plan& p) { return has(p, step_kind::check); };
  EXPECT_GT(count(all_capabilities(), observes, false), 300);
}

}  // namespace
}  // namespace gauntlet::plan
