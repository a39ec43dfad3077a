#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the wait() joins the task, and it returned before the destruction by more than the clock error.
void judge_time(const view& v, const task_view& task, judgement& out) {
  for (const wait_view& wait : v.groups[task.group].waits) {
    if (!v.capabilities.joins || !wait.when.ended()) continue;
    if (!v.before(wait.when.end_ref, task.disposals.front()) || !certainly_joins(v, wait, task)) continue;
    out.exercised = true;
    out.violations.push_back({"",
                              fmt::format("The callable of {} was destroyed after {} had returned. wait() "
                                          "joins this task, so its callable must be destroyed earlier: the "
                                          "caller of wait() may then destroy what the callable refers to.",
                                          name_of(task), name_of(wait)),
                              {wait.when.end_ref, task.disposals.front()}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended()) continue;
    out.exercised = out.exercised || v.history.ended;
    if (task.disposals.size() == 1) judge_time(v, task, out);
    if (task.disposals.size() == 1 || !v.history.ended) continue;
    out.violations.push_back(
        {"",
         fmt::format("The callable of {} was destroyed {} times. It must be destroyed exactly once.",
                     name_of(task), task.disposals.size()),
         {task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p54_callable_destruction{
    "P54",
    "callable-destruction",
    "A task's callable is destroyed exactly once, before the wait() that joins the task returns.",
    applies,
    check,
    rank::premise};

}  // namespace gauntlet::check
