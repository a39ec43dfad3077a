#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Certain for the same reasons as P01. The submitting task is itself joined and was active when it submitted,
// so the group was not empty, and the running wait() must also join the new task.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!submitted_by_group_task(v, task) || !v.joined(task, wait)) continue;
      out.exercised = out.exercised || task.body.begun();
      if (!certainly_running_after(v, task, wait)) continue;
      out.violations.push_back({"",
                                fmt::format("{} returned while {} was still running. wait() must also join "
                                            "this task: it was submitted by {}, a task of the same group.",
                                            name_of(wait), name_of(task), name_of(v.tasks[*task.parent])),
                                {task.body.begin_ref, wait.when.end_ref}});
    }
  });
  out.exercised = out.exercised || promises_a_submit(v, "P34");
  return out;
}

}  // namespace

extern const property p34_submit_inside{
    "P34",
    "submit-inside",
    "A task may submit tasks to its own group, and the running wait() joins them.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_joins(can).empty() ? needs_child_submit(can) : needs_joins(can);
    },
    check,
    rank::premise};

}  // namespace gauntlet::check
