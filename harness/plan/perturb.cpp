#include "harness/plan/perturb.hpp"

#include "harness/plan/themes/cancelling.hpp"

namespace gauntlet::plan {
namespace {

step random_step(draft& draft) {
  auto& random = draft.random;
  switch (random.below(draft.can.context ? 5 : 4)) {
    case 0:
      return {step_kind::delay, random.between(1, 120)};
    case 1:
      return {step_kind::spin, random.between(10, 2000)};
    case 2:
    case 3:
      return {step_kind::yield, 0};
    default:
      return {step_kind::check, 0};
  }
}

// Without a context no failure cancels a task (P41).
void observation_without_context(draft& draft) {
  for (task& task : draft.plan.tasks)
    if (draft.random.percent(40)) task.steps.push_back({step_kind::check, 0});
}

void add_steps(draft& draft) {
  for (task& task : draft.plan.tasks)
    while (draft.random.percent(30) && task.steps.size() < 6) {
      const auto at = draft.random.between(0, static_cast<std::uint32_t>(task.steps.size()));
      const auto step = random_step(draft);  // drawn after its position, see draft.hpp
      task.steps.insert(task.steps.begin() + at, step);
    }
}

std::ptrdiff_t random_position(draft& draft) {
  return draft.random.between(0, static_cast<std::uint32_t>(draft.plan.driver.size()) - 1);
}

void add_driver_steps(draft& draft) {
  auto& driver = draft.plan.driver;
  if (draft.plan.context && draft.can.context && draft.can.starts_on_submit && draft.random.percent(15)) {
    const auto at = random_position(draft);
    driver.insert(driver.begin() + at, {driver_kind::observe, 0});
  }
  if (draft.can.starts_on_submit && draft.random.percent(10)) {
    const auto at = random_position(draft);
    driver.insert(driver.begin() + at, {driver_kind::rest, draft.random.between(1, 150)});
  }
}

void add_delays(draft& draft) {
  auto& random = draft.random;
  if (random.percent(35)) return;
  for (auto n = random.between(1, 3); n > 0; --n) {
    delay delay;
    delay.at = static_cast<injection_point>(random.below(injection_point_count));
    delay.us = random.percent(60) ? random.between(1, 60) : random.between(60, 800);
    const auto tasks = static_cast<std::uint32_t>(draft.plan.tasks.size());
    const bool all_tasks = tasks == 0 || random.percent(50);
    delay.task = all_tasks ? -1 : static_cast<std::int32_t>(random.below(tasks));
    draft.plan.delays.push_back(delay);
  }
}

/// Varies how the parent context is made, and adds a deadline, which may pass or not.
void vary_contexts(draft& draft) {
  auto& random = draft.random;
  if (!draft.plan.context) return;
  if (draft.can.ancestry && draft.can.parent && random.percent(30)) {
    draft.plan.ancestry.from_token = random.percent(50);
    draft.plan.ancestry.derived = random.below(max_derived + 1);
    draft.plan.ancestry.keeps_handles = random.percent(30);
  }
  const bool no_fault = draft.plan.faults == faults{};
  if (draft.can.deadline && !draft.plan.deadline_us && no_fault && random.percent(5))
    draft.plan.deadline_us = themes::random_deadline(draft);
}

void vary_forms(draft& draft) {
  if (!draft.can.callable_forms || !draft.random.percent(60)) return;
  for (task& task : draft.plan.tasks) {
    if (!draft.random.percent(60)) continue;
    task.form = static_cast<callable_form>(draft.random.below(callable_forms));
    // A callable that returns nothing cannot return an error.
    if (draft.can.ends_on_exception && task.form == callable_form::returns_void)
      task.form = callable_form::returns_error;
    if (task.form != callable_form::returns_void) continue;
    if (task.end == ending::fail) task.end = ending::raise;
    if (task.end == ending::nil) task.end = ending::ok;
    const bool nests = std::any_of(task.steps.begin(), task.steps.end(),
                                   [](const step& step) { return step.kind == step_kind::nest; });
    if (nests) task.form = callable_form::returns_error;
  }
}

void vary_end(draft& draft) {
  if (draft.can.outlives && draft.random.percent(20)) draft.plan.outlives = true;
  if (!draft.can.joins && draft.random.percent(40)) draft.plan.undrained = true;
}

}  // namespace

void perturb(draft& draft) {
  if (draft.can.context && !draft.plan.context) observation_without_context(draft);
  add_steps(draft);
  add_driver_steps(draft);
  if (draft.random.percent(8)) draft.plan.faults.spurious_wakeup_at = draft.random.between(1, 3);
  add_delays(draft);
  vary_contexts(draft);
  vary_forms(draft);
  vary_end(draft);
}

}  // namespace gauntlet::plan
