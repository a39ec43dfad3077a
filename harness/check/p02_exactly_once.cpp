#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

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
    if (task.accepted && !task.body.begun() && v.history.ended)
      out.violations.push_back(
          {"", fmt::format("{} was accepted and never ran", name_of(task)), {task.submit.end_ref}});
  }
  if (v.history.late_runs > 0) out.violations.push_back({"", "a task ran a second time", {}});
  return out;
}

}  // namespace

const property p02_exactly_once{
    "P02", "exactly-once",
    "An accepted task runs once; a task whose submit was rejected or threw never runs.", applies, check};

}  // namespace gauntlet::check
