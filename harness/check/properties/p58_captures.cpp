#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  out.exercised = v.tasks.size() > 1;
  if (v.history.late_runs == 0) return out;
  for (const task_view& task : v.tasks)
    if (task.accepted && !legally_dropped(v, task) && !task.body.begun())
      out.violations.push_back(
          {"",
           fmt::format("a task ran with the index of another: one ran twice and {} never", name_of(task)),
           {task.submit.end_ref}});
  return out;
}

}  // namespace

extern const property p58_captures{"P58", "captures",
                                   "Each task sees its own index, not a loop variable that has moved on.",
                                   applies, check};

}  // namespace gauntlet::check
