#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

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
           "after wait had returned, {} was rejected, although at most {} of {} permits could be taken",
           name_of(task), holders, *limit),
       {task.submit.begin_ref, task.submit.end_ref}});
}

void judge_set_limit(const view& v, const limit_view& call, judgement& out) {
  if (!call.when.ended() || submit_threw_before(v, call.when.begin_ref) ||
      possible_holders(v, nullptr, call.when) > 0)
    return;
  out.exercised = true;
  if (!call.accepted)
    out.violations.push_back(
        {"",
         fmt::format("the limit could not be {}, although no task was active",
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
    "When wait returns, every permit is free: a try-submit or a new limit succeeds at once.",
    [](const plan::capabilities& can) -> std::string_view {
      if (!needs_limit(can).empty()) return needs_limit(can);
      return can.try_submit || can.set_limit ? "" : "it has neither a try-submit nor a limit that can be set";
    },
    check};

}  // namespace gauntlet::check
