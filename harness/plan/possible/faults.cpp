#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// The first task that submits, itself or by opening a group.
std::optional<std::size_t> submitting_task(const plan& plan) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i)
    for (const step& step : plan.tasks[i].steps)
      if (submits(step) || step.kind == step_kind::nest) return i;
  return std::nullopt;
}

}  // namespace

// Which submit fails is decided only where the driver alone submits.
complaint fault_undecided(const plan& plan) {
  const auto& [thread, allocation, move, wakeup] = plan.faults;
  const int fail = (thread > 0 ? 1 : 0) + (allocation > 0 ? 1 : 0) + (move > 0 ? 1 : 0);
  if (fail == 0) return std::nullopt;
  const auto* field = thread > 0       ? "thread_create_fails_at"
                      : allocation > 0 ? "allocation_fails_at"
                                       : "move_fails_at";
  const auto undecided = [field](const std::string& with) {
    return fmt::format("faults.{} with {} leaves open which submit fails; drop one of the two", field, with);
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
    return "faults.move_fails_at is given, but the subject hands its callables to another library";
  if (faults.thread_create_fails_at > 0 && !can.thread_per_task)
    return "faults.thread_create_fails_at is given, but the subject creates no thread for a task";
  if (faults.allocation_fails_at > 0 && !can.starts_on_submit)
    return "faults.allocation_fails_at is given, but the subject submits its tasks itself";
  return std::nullopt;
}

}  // namespace gauntlet::plan
