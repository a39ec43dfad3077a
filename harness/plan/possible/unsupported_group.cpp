#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {

problem unsupported_group(const plan& plan, const capabilities& can) {
  if (plan.policy != can.policy)
    return can.policy == error_policy::first
               ? "policy is \"all\", but the subject's policy is \"first\"; use \"first\""
               : "policy is \"first\", but the subject's policy is \"all\"; use \"all\"";
  if (plan.context && !can.context) return "context is true, but the subject has no context; use false";
  if (!plan.context && can.context && !can.zero_value && !plan.tasks.empty())
    return "context is false, but the subject always has a context; use true";
  if (plan.limit && !can.limit) return "limit is set, but the subject has no limit; remove the field";
  if (plan.deadline_us && !(can.deadline && plan.context))
    return "deadline_us is set, but the subject has no context with a deadline; remove the field";
  const auto outermost =
      std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const task& task) { return task.group == 0; });
  if (outermost > static_cast<std::ptrdiff_t>(can.max_tasks))
    return fmt::format("tasks has {} entries of group 0; the subject accepts at most {}", outermost,
                       can.max_tasks);
  return why_impossible(plan.faults, can);
}

}  // namespace gauntlet::plan
