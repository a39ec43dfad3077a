#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_time(const view& v, const task_view& task, judgement& out) {
  for (const wait_view& wait : v.groups[task.group].waits) {
    if (!v.capabilities.joins || !wait.when.ended()) continue;
    if (!v.before(wait.when.end_ref, task.disposals.front()) || !certainly_joins(v, wait, task)) continue;
    out.violations.push_back(
        {"",
         fmt::format("the callable of {} was destroyed after {} had returned: what it refers to may be gone",
                     name_of(task), name_of(wait)),
         {wait.when.end_ref, task.disposals.front()}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended()) continue;
    out.exercised = true;
    if (task.disposals.size() == 1) judge_time(v, task, out);
    if (task.disposals.size() == 1 || !v.history.ended) continue;
    out.violations.push_back(
        {"",
         fmt::format("the callable of {} was destroyed {} times", name_of(task), task.disposals.size()),
         {task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p54_callable_destruction{
    "P54", "callable-destruction",
    "A task's callable is destroyed exactly once, and not after the wait that joined the task has returned.",
    applies, check};

}  // namespace gauntlet::check
