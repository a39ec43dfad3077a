#include <fmt/format.h>

#include "harness/check/early_submits.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether the history contains a reason for this submission to fail.
bool may_throw(const view& v, const task_view& task) {
  return v.plan.faults != plan::faults{} || v.history.allocations_may_fail ||
         v.groups[0].tasks.size() > v.capabilities.max_tasks || has_no_room(v, task);
}

void judge_throw(const view& v, const task_view& task, judgement& out) {
  if (may_throw(v, task)) return;
  out.exercised = true;
  if (!task.threw) return;
  out.violations.push_back({"",
                            fmt::format("The submission of {} threw an exception without a cause: no fault "
                                        "was injected, and the group has room for it.",
                                        name_of(task)),
                            {task.submit.end_ref}});
}

// Certain: the thread was inside submit() during the whole interval, so that a body that began there on the
// same thread was run by submit(). The stamps of one thread are in the order of its events.
void judge_thread(const view& v, const task_view& task, judgement& out) {
  if (v.capabilities.runs_in_submit || !task.submit_thread || !task.body.begun()) return;
  out.exercised = true;
  if (task.thread != task.submit_thread || task.body.begin < task.submit.begin ||
      task.body.begin > task.submit.end)
    return;
  out.violations.push_back({"",
                            fmt::format("submit() ran {} on the thread that called it. The caller may hold "
                                        "what the task needs, and the task delays it.",
                                        name_of(task)),
                            {task.submit.begin_ref, task.body.begin_ref, task.submit.end_ref}});
}

judgement check(const view& v) {
  judgement out = judge_early_submits(v);
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended()) continue;
    judge_throw(v, task, out);
    if (!task.non_blocking) judge_thread(v, task, out);
  }
  return out;
}

}  // namespace

extern const property p28_submit_blocks{
    "P28", "submit-blocks-at-the-limit",
    "submit() returns only when it has a permit. It throws only for a cause, and it does not run the task on "
    "the thread that calls it.",
    needs_submit, check};

}  // namespace gauntlet::check
