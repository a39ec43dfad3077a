#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// Whether the group's destruction, which cancels it, may have begun: the driver had nothing left to do
/// before.
bool may_be_destroyed_before(const view& v, event_ref ref) {
  if (!v.group_gone || plan::ends_with_a_wait(v.plan)) return false;
  const auto last = v.group_gone->index;
  return last == 0 || !v.before(ref, event_ref{v.group_gone->log, last - 1});
}

/// Whether its group may have been cancelled before it was dropped: by a failure of another task of the
/// group, a wait that had returned, its destruction, or the parent.
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

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended()) continue;
    out.exercised = true;
    if (!task.accepted && task.body.begun())
      out.violations.push_back({"",
                                fmt::format("{} ran, although its submit {}", name_of(task),
                                            task.threw ? "threw" : "said that it was rejected"),
                                {task.submit.end_ref, task.body.begin_ref}});
    if (legally_dropped(v, task) && !may_be_cancelled_before(v, task))
      out.violations.push_back({"",
                                fmt::format("{} was accepted and destroyed unrun, although nothing had "
                                            "cancelled the group",
                                            name_of(task)),
                                {task.submit.end_ref, task.disposals.front()}});
    if (task.accepted && !legally_dropped(v, task) && !task.body.begun() && v.history.ended)
      out.violations.push_back(
          {"", fmt::format("{} was accepted and never ran", name_of(task)), {task.submit.end_ref}});
  }
  if (v.history.late_runs > 0) out.violations.push_back({"", "a task ran a second time", {}});
  return out;
}

}  // namespace

extern const property p02_exactly_once{
    "P02", "exactly-once",
    "An accepted task runs once; a task whose submit was rejected or threw never runs.", applies, check};

}  // namespace gauntlet::check
