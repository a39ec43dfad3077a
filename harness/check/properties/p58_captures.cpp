#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: each body records the index that it runs with. One index ran more than once, and an accepted
// task's own index never ran. P02 judges a task that only ran twice.
judgement check(const view& v) {
  judgement out;
  const auto ran = std::count_if(v.tasks.begin(), v.tasks.end(),
                                 [](const task_view& task) { return task.accepted && task.body.begun(); });
  out.exercised = ran > 1;
  if (v.history.late_runs == 0) return out;
  for (const task_view& task : v.tasks)
    if (task.accepted && !legally_dropped(v, task) && !task.body.begun()) {
      out.exercised = true;
      out.violations.push_back(
          {"",
           fmt::format("{} never ran, and another task ran more than once. Each task must run with its own "
                       "index; check whether a task captures the loop variable by reference.",
                       name_of(task)),
           {task.submit.end_ref}});
    }
  return out;
}

}  // namespace

extern const property p58_captures{
    "P58", "captures",
    "Each task runs with its own index, not with a loop variable that has changed since its submission.",
    applies, check};

}  // namespace gauntlet::check
