#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// That the waits return is seen by the watchdog: diagnose_hang names it.
void judge_later_try(const view& v, const task_view& task, judgement& out) {
  const auto limit = v.limit_during(task.submit);
  if (!task.rejected || !limit || !submit_threw_before(v, task.submit.begin_ref)) return;
  const auto holders = possible_holders(v, &task, task.submit);
  if (holders < *limit)
    out.violations.push_back(
        {"",
         fmt::format(
             "after a submit had thrown, {} was rejected, although at most {} of {} permits could be taken",
             name_of(task), holders, *limit),
         {task.submit.begin_ref, task.submit.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    out.exercised = out.exercised || task.threw;
    if (task.non_blocking) judge_later_try(v, task, out);
  }
  return out;
}

}  // namespace

extern const property p53_strong_guarantee{
    "P53", "strong-guarantee",
    "A submit that throws has changed nothing: no count, no permit, no task is left behind.", needs_submit,
    check};

}  // namespace gauntlet::check
