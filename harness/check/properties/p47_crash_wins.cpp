#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool has_raised(const task_view& task) {
  return task.body.ended() && task.outcome == history::outcome::raised;
}

// The wait() joins the task that threw. The exception ends the process before the task is counted as ended,
// so this wait() can never return. It is exercised by a wait() that has not returned.
void judge_wait(const view& v, const wait_view& wait, const task_view& task, judgement& out) {
  if (!has_raised(task) || !v.joined(task, wait)) return;
  if (wait.when.ended() && !possibly_before(v, task.body.end_ref, wait.when.end_ref)) return;
  out.exercised = true;
  if (!wait.when.ended()) return;
  out.violations.push_back(
      {"",
       fmt::format("{} returned, although {} had thrown an exception. In this subject an exception of a "
                   "task must end the process, so a wait() that joins the task must never return.",
                   name_of(wait), name_of(task)),
       {task.body.end_ref, wait.when.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const wait_view& wait : group.waits)
      for (const auto index : group.tasks) judge_wait(v, wait, v.tasks[index], out);
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
