#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!submitted_by_group_task(v, task) || !v.joined(task, wait)) continue;
      out.exercised = true;
      if (!certainly_running_after(v, task, wait)) continue;
      out.violations.push_back({"",
                                fmt::format("{} returned while {}, which {} had submitted, was still running",
                                            name_of(wait), name_of(task), name_of(v.tasks[*task.parent])),
                                {task.body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p34_submit_inside{
    "P34", "submit-inside", "A task may submit to its own group, and the running wait joins what it submits.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_joins(can).empty() ? needs_child_submit(can) : needs_joins(can);
    },
    check};

}  // namespace gauntlet::check
