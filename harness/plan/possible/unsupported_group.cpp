#include <fmt/format.h>

#include <algorithm>

#include "harness/plan/possible/checks.hpp"

namespace gauntlet::plan {
namespace {

/// Returns what the nested group needs and the subject does not have; empty if it has everything.
std::string_view missing(const nested_group& group, const plan& plan, const capabilities& can) {
  if (group.deadline_us && !(can.deadline && plan.context)) return "a context with a deadline";
  if (group.wait_for_us && !(can.timed_wait && can.repeat_wait)) return "a wait with a time-out";
  if (group.waits > 1 && !can.repeat_wait) return "a wait that can be repeated";
  return group.waits == 0 && !can.joins_when_destroyed ? "a destructor that joins" : "";
}

problem unsupported_nested_group(const plan& plan, const capabilities& can) {
  for (std::size_t i = 0; i < plan.groups.size(); ++i)
    if (const auto what = missing(plan.groups[i], plan, can); !what.empty())
      return fmt::format("groups[{}] needs {}, which the subject does not have; remove the field", i, what);
  return std::nullopt;
}

}  // namespace

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
  if (plan.ancestry != ancestry{} && !(can.ancestry && can.parent && plan.context))
    return "ancestry is set, but the parent context of the subject is made in one way; remove the field";
  if (plan.ancestry.derived > max_derived)
    return fmt::format("ancestry.derived is {}; use at most {}", plan.ancestry.derived, max_derived);
  if (plan.room && !can.room) return "room is set, but the subject has room for any tasks; remove the field";
  if (plan.undrained && can.joins) return "undrained is set, but the subject's wait joins; remove the field";
  if (plan.outlives && !can.outlives)
    return "outlives is set, but the subject keeps no results and contexts; remove the field";
  const auto outermost =
      std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const task& task) { return task.group == 0; });
  if (outermost > static_cast<std::ptrdiff_t>(can.max_tasks))
    return fmt::format("tasks has {} entries of group 0; the subject accepts at most {}", outermost,
                       can.max_tasks);
  if (auto bad = unsupported_nested_group(plan, can)) return bad;
  return why_impossible(plan.faults, can);
}

}  // namespace gauntlet::plan
