#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: `joined` holds only if the task was submitted, or its body had begun, before wait() was called.
// `certainly_running_after` holds only if the body never ended, or ended after the return by more than the
// clock error.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (submitted_by_group_task(v, task) || !v.joined(task, wait)) continue;  // P34 judges tasks of tasks
      out.exercised = out.exercised || task.body.begun();
      if (!certainly_running_after(v, task, wait)) continue;
      out.violations.push_back({"",
                                fmt::format("{} returned while {} was still running. wait() must join this "
                                            "task, because it was submitted before wait() was called.",
                                            name_of(wait), name_of(task)),
                                {task.body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p01_structured_join{
    "P01",
    "structured-join",
    "wait() returns only after every task that was submitted before it has ended.",
    needs_joins,
    check,
    rank::premise};

}  // namespace gauntlet::check
