#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {

complaint group_beyond(const plan& plan, const capabilities& can) {
  if (plan.policy != can.policy) return "policy is not the subject's";
  if (plan.context && !can.context) return "context is true, but the subject has none";
  if (!plan.context && can.context && !can.zero_value && !plan.tasks.empty())
    return "context is false, but the subject always has one";
  if (plan.limit && !can.limit) return "limit is given, but the subject has none";
  if (plan.deadline_us && !(can.deadline && plan.context))
    return "deadline_us is given, but the subject has no context with a deadline";
  const auto outermost =
      std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const task& task) { return task.group == 0; });
  if (outermost > static_cast<std::ptrdiff_t>(can.max_tasks))
    return fmt::format("tasks has {} entries of group 0; the subject takes {}", outermost, can.max_tasks);
  return why_impossible(plan.faults, can);
}

}  // namespace gauntlet::plan
