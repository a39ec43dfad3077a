#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// Returns the first task that submits tasks, directly or by opening a group.
std::optional<std::size_t> submitting_task(const plan& plan) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (const step& step : plan.tasks[i].steps)
      if (submits(step) || step.kind == step_kind::nest) return i;
  return std::nullopt;
}

}  // namespace

// If tasks submit too, the order of threads determines which submit comes k-th. If a submit may be rejected
// (at the limit, or after the deadline), the number of operations before it varies.
problem ambiguous_fault(const plan& plan) {
  const auto& [thread, allocation, move, wakeup] = plan.faults;
  const int fail = (thread > 0 ? 1 : 0) + (allocation > 0 ? 1 : 0) + (move > 0 ? 1 : 0);
  if (fail == 0) return std::nullopt;
  const auto* field = thread > 0       ? "thread_create_fails_at"
                      : allocation > 0 ? "allocation_fails_at"
                                       : "move_fails_at";
  const auto undecided = [field](const std::string& with) {
    return fmt::format(
        "faults.{} together with {} does not determine which submit fails; remove one of the two", field,
        with);
  };
  if (fail > 1) return undecided("another fault");
  if (const auto task = submitting_task(plan))
    return undecided(fmt::format("tasks that submit (tasks[{}])", *task));
  const bool tries = std::any_of(plan.driver.begin(), plan.driver.end(), [](const driver_step& step) {
    return step.kind == driver_kind::try_submit;
  });
  if (tries && plan.limit) return undecided("try_submit under a limit");
  if (plan.deadline_us) return undecided("a deadline");
  return std::nullopt;
}

std::optional<std::string> why_impossible(const faults& faults, const capabilities& can) {
  if (faults.move_fails_at > 0 && !(can.thread_per_task && can.starts_on_submit))
    return "faults.move_fails_at is set, but the subject passes its callables to another library; remove the "
           "field";
  if (faults.thread_create_fails_at > 0 && !can.thread_per_task)
    return "faults.thread_create_fails_at is set, but the subject does not create a thread for each task; "
           "remove the field";
  if (faults.allocation_fails_at > 0 && !can.starts_on_submit)
    return "faults.allocation_fails_at is set, but the subject submits its tasks itself; remove the field";
  return std::nullopt;
}

}  // namespace gauntlet::plan
