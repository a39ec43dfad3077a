#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (submitted_by_group_task(v, task) || !v.joined(task, wait)) continue;  // the former: P34
      out.exercised = true;
      if (!certainly_running_after(v, task, wait)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned while {} was still running", name_of(wait), name_of(task)),
           {task.body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p01_structured_join{
    "P01", "structured-join", "When wait returns, every task that was submitted before it has ended.",
    needs_joins, check};

}  // namespace gauntlet::check
