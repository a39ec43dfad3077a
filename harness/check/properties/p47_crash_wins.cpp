#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The wait() joins the task that threw. The exception ends the process before the task is counted as ended,
// so this wait() can never return.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!task.body.ended() || task.outcome != history::outcome::raised) continue;
      if (!v.joined(task, wait) || !possibly_before(v, task.body.end_ref, wait.when.end_ref)) continue;
      out.exercised = true;
      out.violations.push_back(
          {"",
           fmt::format("{} returned, although {} had thrown an exception. In this subject an exception of a "
                       "task must end the process, so a wait() that joins the task must never return.",
                       name_of(wait), name_of(task)),
           {task.body.end_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p47_crash_wins{
    "P47", "crash-wins", "If an exception of a task ends the process, no wait() that joins the task returns.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.ends_on_exception ? "" : "it treats an exception of a task as an error (see P46)";
    },
    check};

}  // namespace gauntlet::check
