#include <fmt/format.h>

#include <algorithm>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Returns whether the limit would certainly have been exceeded if submit() had returned immediately.
bool exceeds_if_early(const view& v, const limit_epoch& epoch, const task_view& task) {
  if (task.dropped) return false;
  const auto running = std::count_if(v.tasks.begin(), v.tasks.end(), [&](const task_view& other) {
    return &other != &task && other.group == 0 && other.accepted && other.submit.begin <= task.submit.begin &&
           (!other.body.ended() || task.submit.begin < other.body.end);
  });
  return running >= static_cast<std::ptrdiff_t>(*epoch.limit) &&
         certain_holders(v, epoch, admitted_at_once(task)) >= *epoch.limit;
}

// Certain: each of the other tasks had its permit before the submitted task ended, and the submitted task had
// its permit before each of them ended. So all held a permit at one instant, and they were more than the
// limit. Tasks that were certainly let in later are not counted, so the submission that exceeded the limit is
// named.
void judge_submit(const view& v, const task_view& task, judgement& out) {
  const auto* epoch = v.epoch_of(task.submit);
  if (epoch == nullptr || !epoch->limit) return;
  out.exercised = out.exercised || exceeds_if_early(v, *epoch, task);
  const auto holders = certain_holders(v, *epoch, task);
  if (holders < *epoch->limit) return;
  out.exercised = true;
  out.violations.push_back(
      {"",
       fmt::format(
           "submit() of {} returned without a free permit. The limit is {}, but {} tasks, including this "
           "one, certainly held a permit at the same instant. submit() must block until a permit is free.",
           name_of(task), *epoch->limit, holders + 1),
       {task.submit.begin_ref, task.submit.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended() || task.group != 0) continue;
    if (task.threw && v.plan.faults == plan::faults{}) {
      out.exercised = true;
      out.violations.push_back(
          {"",
           fmt::format("The submission of {} threw an exception, although the plan injects no fault. A "
                       "submission may fail only if an injected fault makes it fail.",
                       name_of(task)),
           {task.submit.end_ref}});
    }
    if (task.accepted && !task.non_blocking && !submitted_by_group_task(v, task)) judge_submit(v, task, out);
  }
  return out;
}

}  // namespace

extern const property p28_submit_blocks{
    "P28", "submit-blocks-at-the-limit",
    "submit() returns only when it has a permit, and it throws only if an injected fault makes it fail.",
    needs_limit, check};

}  // namespace gauntlet::check
