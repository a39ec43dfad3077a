#include "harness/plan/splice.hpp"

#include <algorithm>

#include "harness/plan/themes/cancelling.hpp"

namespace gauntlet::plan {
namespace {

using themes::random_callback;

/// Returns a random value for a new step of this kind in a task. Adds the task that the step needs, if any.
std::uint32_t value_for(draft& draft, step_kind kind, std::uint32_t group) {
  switch (kind) {
    case step_kind::delay:
      return draft.random.between(1, 200);
    case step_kind::spin:
      return draft.random.between(10, 2000);
    case step_kind::callback:
      return random_callback(draft);
    case step_kind::rendezvous:
      return draft.new_rendezvous();
    case step_kind::submit:
    case step_kind::try_submit: {
      auto child = draft.random_task(30);
      child.group = group;
      return draft.add_task(std::move(child));
    }
    case step_kind::nest: {
      auto inner = draft.random_task(30);
      inner.group = draft.new_group();
      const auto opened = inner.group;
      draft.add_task(std::move(inner));
      return opened;
    }
    default:
      return 0;
  }
}

bool has_gate(const plan& plan, std::uint32_t gate) {
  return std::any_of(plan.driver.begin(), plan.driver.end(), [&](const driver_step& step) {
    return step.kind == driver_kind::open_gate && step.value == gate;
  });
}

void insert_task_step(draft& draft) {
  auto& random = draft.random;
  auto& plan = draft.plan;
  if (plan.tasks.empty() || plan.tasks.size() >= max_tasks) return;
  const auto at = random.below(static_cast<std::uint32_t>(plan.tasks.size()));
  const auto kind = static_cast<step_kind>(random.below(step_kinds));
  step added{kind, value_for(draft, kind, plan.tasks[at].group)};
  if (kind == step_kind::gate) {
    added.value = draft.new_gate();
    if (!has_gate(plan, added.value)) {
      const auto last_wait = std::find_if(plan.driver.rbegin(), plan.driver.rend(),
                                          [](const driver_step& step) { return !waits(step); });
      plan.driver.insert(last_wait.base(), {driver_kind::open_gate, added.value});
    }
  }
  auto& steps = plan.tasks[at].steps;
  steps.insert(steps.begin() + random.between(0, static_cast<std::uint32_t>(steps.size())), added);
}

/// Returns a random value for a new driver step of this kind. Adds the task that the step needs, if any.
std::uint32_t value_for(draft& draft, driver_kind kind) {
  auto& random = draft.random;
  switch (kind) {
    case driver_kind::submit:
    case driver_kind::try_submit:
      return draft.add_task(draft.random_task(30));
    case driver_kind::wait:
      return random.between(1, draft.can.repeat_wait ? max_wait_threads : 1);
    case driver_kind::set_limit:
      return random.between(0, 4);
    case driver_kind::lift_limit:
      return draft.can.raw_limits ? random.below(limit_numbers) : 0;
    case driver_kind::rest:
      return random.between(1, 300);
    case driver_kind::wait_for:
    case driver_kind::wait_beside:
      return draft.can.timed_wait && random.percent(60) ? random.between(0, 300) : 0;
    case driver_kind::callback:
      return random_callback(draft);
    default:
      return 0;
  }
}

void insert_driver_step(draft& draft) {
  auto& random = draft.random;
  auto& driver = draft.plan.driver;
  if (driver.size() >= max_driver_steps || draft.plan.tasks.size() >= max_tasks) return;
  const auto kind = static_cast<driver_kind>(random.below(driver_kinds));
  const driver_step added{kind, value_for(draft, kind)};
  driver.insert(driver.begin() + random.between(0, static_cast<std::uint32_t>(driver.size())), added);
}

}  // namespace

void splice(draft& draft) {
  for (int more = 0; more < 3 && draft.random.percent(35); ++more) {
    const auto before = draft.plan;
    if (draft.random.percent(60))
      insert_task_step(draft);
    else
      insert_driver_step(draft);
    if (why_impossible(draft.plan, draft.can)) draft.plan = before;
  }
}

}  // namespace gauntlet::plan
