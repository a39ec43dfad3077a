#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// That no task touches the group's memory any more is for the sanitizers to see.
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
  return out;
}

}  // namespace

const property p55_last_touch{"P55", "last-touch",
                              "After the group is destroyed, none of its tasks does anything.", needs_joins,
                              check};

}  // namespace gauntlet::check
