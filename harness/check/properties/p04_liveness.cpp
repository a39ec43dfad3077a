#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// A wait() reports the errors of tasks in its result. Its own exception is legal only if a fault of the plan
// can have caused it.
void judge_exceptions(const view& v, judgement& out) {
  if (v.plan.faults.thread_create_fails_at != 0 || v.plan.faults.allocation_fails_at != 0 ||
      v.plan.faults.move_fails_at != 0)
    return;
  for (const group_view& group : v.groups)
    for (const interval& thrown : group.thrown_waits) {
      out.exercised = true;
      out.violations.push_back(
          {"",
           "wait() threw an exception, although no fault was injected. It must return and "
           "report the errors of the tasks in its result.",
           {thrown.begin_ref, thrown.end_ref}});
    }
}

// Certain: every task that was accepted before the drain began has a result, and the drain received them all.
void judge_drain(const view& v, judgement& out) {
  if (!v.drain.ended()) return;
  out.exercised = true;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.accepted || !v.before(task.submit.end_ref, v.drain.begin_ref)) continue;
    if (!task.body.begun() || (task.body.ended() && possibly_before(v, task.body.end_ref, v.drain.end_ref)))
      continue;
    out.violations.push_back(
        {"",
         fmt::format("The drain returned while {} was still running. It must receive the "
                     "result of every task.",
                     name_of(task)),
         {task.body.begin_ref, v.drain.end_ref}});
  }
}

// A call that never returns makes the case hang, and `diagnose_hang` reports that. For it, this check only
// returns whether the hang of some call would violate this property, and not a more specific one.
judgement check(const view& v) {
  judgement out;
  out.exercised = promises_a_wait(v, "P04") || promises_a_submit(v, "P04");
  judge_exceptions(v, out);
  judge_drain(v, out);
  return out;
}

}  // namespace

extern const property p04_liveness{
    "P04", "liveness", "Every wait() and every submit() returns once all tasks have ended.", applies, check};

}  // namespace gauntlet::check
