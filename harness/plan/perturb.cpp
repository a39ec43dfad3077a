#include "harness/plan/perturb.hpp"

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

}  // namespace

void perturb(draft& draft) {
  if (draft.can.context && !draft.plan.context) observation_without_context(draft);
  add_steps(draft);
  add_driver_steps(draft);
  if (draft.random.percent(8)) draft.plan.faults.spurious_wakeup_at = draft.random.between(1, 3);
  add_delays(draft);
}

}  // namespace gauntlet::plan
