#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Which memory of the group a task still touches is for the sanitizers to see; that one is still inside its
// code, its injection points tell.
judgement check(const view& v) {
  judgement out;
  if (!v.group_gone) return out;
  const auto late = [&](const task_view& task, event_ref what, const char* verb) {
    if (v.before(*v.group_gone, what))
      out.violations.push_back({"",
                                fmt::format("the group was destroyed, and then {} {}", name_of(task), verb),
                                {*v.group_gone, what}});
  };
  for (const task_view& task : v.tasks) {
    if (!task.accepted) continue;
    out.exercised = true;
    if (task.body.begun()) late(task, task.body.begin_ref, "began");
    if (task.body.ended()) late(task, task.body.end_ref, "ended");
    for (const event_ref disposal : task.disposals) late(task, disposal, "destroyed its callable");
  }
  if (v.history.late_touches > 0)
    out.violations.push_back(
        {"",
         fmt::format("the group was destroyed, and {} a thread was still inside its code",
                     v.history.late_touches == 1 ? "once" : "more than once"),
         {*v.group_gone}});
  return out;
}

}  // namespace

extern const property p55_last_touch{
    "P55", "last-touch", "After the group is destroyed, none of its tasks does anything, in it or elsewhere.",
    needs_joins, check};

}  // namespace gauntlet::check
