#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

bool awaits_task(const step& step) {
  return step.kind == step_kind::callback &&
         callback_action_of(step.value) == static_cast<std::uint32_t>(callback_action::await_task);
}

/// Returns whether the task does nothing but wait for the cancellation, so that it ends as soon as its
/// context is cancelled. It then neither runs nor removes a callback.
bool only_waits_for_cancellation(const task& task) {
  const bool waits = std::any_of(task.steps.begin(), task.steps.end(),
                                 [](const step& step) { return step.kind == step_kind::await_cancel; });
  return waits && std::all_of(task.steps.begin(), task.steps.end(), [](const step& step) {
           return step.kind == step_kind::await_cancel || step.kind == step_kind::delay ||
                  step.kind == step_kind::spin || step.kind == step_kind::yield ||
                  step.kind == step_kind::check;
         });
}

bool submitted_by_driver(const plan& plan, std::size_t task) {
  return std::any_of(plan.driver.begin(), plan.driver.end(), [&](const driver_step& step) {
    return step.kind == driver_kind::submit && step.value == task;
  });
}

bool a_submit_may_fail(const faults& faults) {
  return faults.thread_create_fails_at + faults.allocation_fails_at + faults.move_fails_at > 0;
}

problem cannot_wait(const plan& plan, std::size_t task, std::size_t step) {
  const auto other = callback_task_of(plan.tasks[task].steps[step].value);
  const auto where =
      fmt::format("tasks[{}].steps[{}] registers a callback that waits for task {}", task, step, other);
  if (other >= task || plan.tasks[other].group != 0 || plan.tasks[task].group != 0 ||
      !only_waits_for_cancellation(plan.tasks[other]))
    return where + ", which may wait for the callback; name an earlier task that only waits for cancellation";
  if (plan.limit || a_submit_may_fail(plan.faults) || !submitted_by_driver(plan, task) ||
      !submitted_by_driver(plan, other))
    return where +
           ", which may not run; remove the limit and the faults, and let the driver submit both tasks";
  return std::nullopt;
}

}  // namespace

// The callback runs on the thread that cancels the context, or on the thread of its own task. The other task
// was submitted before, so that it runs.
problem callback_deadlock(const plan& plan) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (std::size_t j = 0; j < plan.tasks[i].steps.size(); ++j)
      if (awaits_task(plan.tasks[i].steps[j]))
        if (auto bad = cannot_wait(plan, i, j)) return bad;
  for (std::size_t i = 0; i < plan.driver.size(); ++i)
    if (plan.driver[i].kind == driver_kind::callback &&
        callback_action_of(plan.driver[i].value) == static_cast<std::uint32_t>(callback_action::await_task))
      return fmt::format("driver[{}] registers a callback that waits for a task; only tasks can", i);
  return std::nullopt;
}

problem uses_destroyed_group(const plan& plan) {
  if (!plan.undrained) return std::nullopt;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (std::size_t j = 0; j < plan.tasks[i].steps.size(); ++j)
      if (submits(plan.tasks[i].steps[j]) || plan.tasks[i].steps[j].kind == step_kind::nest)
        return fmt::format(
            "tasks[{}].steps[{}] uses a group that is destroyed while its tasks run (undrained); "
            "remove the step",
            i, j);
  return std::nullopt;
}

}  // namespace gauntlet::plan
