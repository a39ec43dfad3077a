#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the event came after the end of the destructor by more than the clock error. The sanitizers report
// which memory of the group a task still uses. A thread that passes an injection point of the group after the
// end of the destructor is still inside the group's code.
judgement check(const view& v) {
  judgement out;
  if (!v.group_gone) return out;
  const auto reject_if_late = [&](const task_view& task, event_ref what, const char* verb) {
    if (v.before(*v.group_gone, what))
      out.violations.push_back({"",
                                fmt::format("{} {} after the group had been destroyed. The destructor must "
                                            "not return before every task has finished.",
                                            name_of(task), verb),
                                {*v.group_gone, what}});
  };
  for (const task_view& task : v.tasks) {
    if (!task.accepted) continue;
    out.exercised = true;
    if (task.body.begun()) reject_if_late(task, task.body.begin_ref, "began to run");
    if (task.body.ended()) reject_if_late(task, task.body.end_ref, "ended");
    for (const event_ref disposal : task.disposals)
      reject_if_late(task, disposal, "had its callable destroyed");
  }
  if (v.history.late_touches > 0)
    out.violations.push_back(
        {"",
         fmt::format("A thread passed an injection point of the group {} after the group had been destroyed, "
                     "so it was still inside the code of the group.",
                     v.history.late_touches == 1 ? "once" : "more than once"),
         {*v.group_gone}});
  return out;
}

}  // namespace

extern const property p55_last_touch{"P55", "last-touch",
                                     "No task of a group does anything after the group is destroyed.",
                                     needs_joins, check};

}  // namespace gauntlet::check
