#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// A permit or a count that is left behind can make a later wait() or submit() hang, and `diagnose_hang`
// reports that. A later try_submit() proves a permit that was left behind: at least one permit was free
// during the whole call if the submissions that threw hold none.
void judge_later_try(const view& v, const task_view& task, judgement& out) {
  const auto limit = v.limit_during(task.submit);
  if (!limit || !submit_threw_before(v, task.submit.begin_ref)) return;
  const auto holders = possible_holders(v, &task, task.submit);
  if (holders >= *limit) return;
  out.exercised = true;
  if (task.rejected)
    out.violations.push_back(
        {"",
         fmt::format("try_submit() rejected {}, although other tasks can have held at most {} of {} permits "
                     "during the call. A submission had thrown before; check that it releases its permit.",
                     name_of(task), holders, *limit),
         {task.submit.begin_ref, task.submit.end_ref}});
}

// A group with room for a number of tasks refuses the next one with an exception.
void judge_room(const view& v, const task_view& task, judgement& out) {
  if (!task.submit.ended() || !has_no_room(v, task)) return;
  out.exercised = true;
  if (task.accepted)
    out.violations.push_back(
        {"",
         fmt::format(
             "submit() accepted {}, although the group has room for {} tasks and had accepted as many. "
             "It must throw and change nothing.",
             name_of(task), *v.plan.room),
         {task.submit.begin_ref, task.submit.end_ref}});
}

// A wait that starts tasks itself and throws must not leave one of them running.
void judge_thrown_wait(const view& v, judgement& out) {
  if (!v.capabilities.faults_in_wait) return;
  for (const interval& thrown : v.groups[0].thrown_waits)
    for (const task_view& task : v.tasks) {
      if (task.group != 0 || !task.body.begun()) continue;
      out.exercised = true;
      if (task.body.ended() && possibly_before(v, task.body.end_ref, thrown.end_ref)) continue;
      out.violations.push_back(
          {"",
           fmt::format(
               "wait() threw while {} was still running. It must end what it started before it throws.",
               name_of(task)),
           {task.body.begin_ref, thrown.end_ref}});
    }
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.non_blocking) judge_later_try(v, task, out);
    judge_room(v, task, out);
  }
  judge_thrown_wait(v, out);
  const bool threw =
      std::any_of(v.tasks.begin(), v.tasks.end(), [](const task_view& task) { return task.threw; });
  out.exercised = out.exercised || (threw && (promises_a_wait(v, "P53") || promises_a_submit(v, "P53")));
  return out;
}

}  // namespace

extern const property p53_strong_guarantee{
    "P53", "strong-guarantee",
    "A submission that throws changes nothing: it leaves no count, no permit and no task behind.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.faults_in_wait ? "" : needs_submit(can);
    },
    check};

}  // namespace gauntlet::check
