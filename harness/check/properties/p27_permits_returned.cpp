#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// `possible_holders` counts each task that may hold a permit at some instant of the call. A task no longer
// counts when a wait() that joined it has returned, because it must have released its permit by then. If
// fewer tasks than permits remain, at least one permit was free during the whole call. P53 judges
// permits that a submission that threw may have kept.
void judge_try(const view& v, const task_view& task, judgement& out) {
  const auto limit = v.limit_during(task.submit);
  if (!limit || !wait_returned_before(v, task.submit.begin_ref) ||
      submit_threw_before(v, task.submit.begin_ref))
    return;
  const auto holders = possible_holders(v, &task, task.submit);
  if (holders >= *limit) return;
  out.exercised = true;
  if (!task.rejected) return;
  out.violations.push_back(
      {"",
       fmt::format(
           "try_submit() rejected {} after a wait() had returned, although at most {} of {} permits can have "
           "been in use. Tasks must release their permits before the wait() that joins them returns.",
           name_of(task), holders, *limit),
       {task.submit.begin_ref, task.submit.end_ref}});
}

// The limit can be changed only if no task is active. If no task can have held a permit during the call, the
// change must succeed.
void judge_set_limit(const view& v, const limit_view& call, judgement& out) {
  if (!call.when.ended() || submit_threw_before(v, call.when.begin_ref) ||
      possible_holders(v, nullptr, call.when) > 0)
    return;
  out.exercised = true;
  if (!call.accepted)
    out.violations.push_back(
        {"",
         fmt::format("The limit could not be {}, although no task can have been active during the call. "
                     "Tasks must release their permits before the wait() that joins them returns.",
                     call.limit ? fmt::format("set to {}", *call.limit) : std::string("lifted")),
         {call.when.begin_ref, call.when.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks)
    if (task.non_blocking && task.group == 0 && !submitted_by_group_task(v, task)) judge_try(v, task, out);
  for (const limit_view& call : v.limits) judge_set_limit(v, call, out);
  return out;
}

}  // namespace

extern const property p27_permits_returned{
    "P27", "permits-returned-before-wait-returns",
    "When wait() returns, every permit is free: an immediate try_submit() or change of the limit succeeds.",
    [](const plan::capabilities& can) -> std::string_view {
      if (!needs_limit(can).empty()) return needs_limit(can);
      return can.try_submit || can.set_limit ? ""
                                             : "it has neither try_submit() nor a limit that can be changed";
    },
    check};

}  // namespace gauntlet::check
