#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "harness/plan/generate.hpp"
#include "harness/plan/plan.hpp"

/// Plans and capabilities for tests.
namespace gauntlet::plan {

/// A fail-fast subject with almost every capability.
[[nodiscard]] inline capabilities all_capabilities() {
  capabilities can;
  can.context = can.cause = can.parent = can.deadline = can.limit = can.set_limit = can.try_submit = true;
  can.child_submit = can.nesting = can.error_trees = can.zero_value = can.timed_wait = can.callbacks =
      can.abnormal_exit = can.joins_when_destroyed = true;
  return can;
}

/// A collect-all subject without a context.
[[nodiscard]] inline capabilities collect_all_capabilities() {
  capabilities can;
  can.policy = error_policy::all;
  can.limit = can.error_trees = true;
  return can;
}

/// A program with at most two tasks, which may open nested groups of any size.
[[nodiscard]] inline capabilities two_task_program() {
  capabilities can;
  can.context = can.cause = can.parent = can.nesting = can.error_trees = true;
  can.repeat_wait = can.reuse = can.starts_on_submit = can.thread_per_task = false;
  can.max_tasks = 2;
  return can;
}

/// Returns a plan that submits this number of tasks without steps, then waits.
[[nodiscard]] inline plan plan_with_tasks(std::uint32_t tasks) {
  plan p;
  p.tasks.resize(tasks);
  for (std::uint32_t t = 0; t < tasks; ++t) p.driver.push_back({driver_kind::submit, t});
  p.driver.push_back({driver_kind::wait, 1});
  return p;
}

/// Returns how many plans of the seeds below 2000 satisfy the predicate.
template <class Predicate>
[[nodiscard]] std::size_t count_plans(const capabilities& can, Predicate fits) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) found += fits(generate(seed, can)) ? 1 : 0;
  return found;
}

/// Each overload returns whether the task, any task of the plan, or the driver has a step of this kind.
[[nodiscard]] inline bool has(const task& task, step_kind kind) {
  return std::any_of(task.steps.begin(), task.steps.end(), [&](const step& s) { return s.kind == kind; });
}
[[nodiscard]] inline bool has(const plan& plan, step_kind kind) {
  return std::any_of(plan.tasks.begin(), plan.tasks.end(), [&](const task& t) { return has(t, kind); });
}
[[nodiscard]] inline bool has(const plan& plan, driver_kind kind) {
  return std::any_of(plan.driver.begin(), plan.driver.end(),
                     [&](const driver_step& s) { return s.kind == kind; });
}

}  // namespace gauntlet::plan
