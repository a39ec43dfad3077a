#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// Returns whether the group's destructor, which cancels the group, may have begun before `ref`. The driver
/// destroys the group right after its last recorded step. If the plan ends with a wait, no task is left to
/// drop by then.
bool may_be_destroyed_before(const view& v, event_ref ref) {
  if (!v.group_gone || plan::ends_with_a_wait(v.plan)) return false;
  const auto last = v.group_gone->index;
  return last == 0 || !v.before(ref, event_ref{v.group_gone->log, last - 1});
}

/// Returns whether the task's group may have been cancelled before the task was dropped: by a failure of
/// another task of the group, a wait() that may have begun, the group's destructor, or the parent. A nested
/// group may also be cancelled by an outer group, so the answer for it is always true.
bool may_be_cancelled_before(const view& v, const task_view& task) {
  const auto dropped = task.disposals.front();
  const group_view& group = v.groups[task.group];
  return v.parent_may_be_cancelled_before(dropped) || task.group != 0 ||
         may_be_destroyed_before(v, dropped) ||
         std::any_of(group.tasks.begin(), group.tasks.end(),
                     [&](std::uint32_t other) {
                       return v.tasks[other].failed() && !v.before(dropped, v.tasks[other].body.end_ref);
                     }) ||
         std::any_of(group.waits.begin(), group.waits.end(),
                     [&](const wait_view& wait) { return !v.before(dropped, wait.when.begin_ref); });
}

// The recorder counts each run of a body, so a missing or an additional run needs no clock to be certain. A
// task that has not run is missing only in a case that has ended.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended()) continue;
    out.exercised = true;
    if (!task.accepted && task.body.begun())
      out.violations.push_back(
          {"",
           fmt::format(
               "{} ran, although its submission {}. A task that the group did not accept must never run.",
               name_of(task), task.threw ? "threw" : "was rejected"),
           {task.submit.end_ref, task.body.begin_ref}});
    if (legally_dropped(v, task) && !may_be_cancelled_before(v, task))
      out.violations.push_back(
          {"",
           fmt::format("{} was accepted, and then destroyed without being run, although nothing can have "
                       "cancelled the group by then. This group may drop tasks only after its cancellation.",
                       name_of(task)),
           {task.submit.end_ref, task.disposals.front()}});
    if (task.accepted && !legally_dropped(v, task) && !task.body.begun() && v.history.ended)
      out.violations.push_back(
          {"",
           fmt::format("{} was accepted, but it never ran. Each accepted task must run exactly once.",
                       name_of(task)),
           {task.submit.end_ref}});
  }
  if (v.history.late_runs > 0)
    out.violations.push_back(
        {"", "A task ran more than once. Each accepted task must run exactly once.", {}});
  return out;
}

}  // namespace

extern const property p02_exactly_once{
    "P02",
    "exactly-once",
    "An accepted task runs exactly once, and a task whose submission was rejected or threw never runs.",
    applies,
    check,
    rank::premise};

}  // namespace gauntlet::check
