#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: another task that this wait() joins was active from before the submission until the new task
// counted. So the group was never empty in between, and the wait() cannot have returned without the new task.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* task : certainly_joined(v, group, wait)) {
      if (v.joined(*task, wait)) continue;  // P01 and P34 judge it
      out.exercised = out.exercised || task->body.begun();
      if (!certainly_running_after(v, *task, wait)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned while {} was still running. wait() must also join this task: when it was "
                       "submitted, another task that this wait() joins was still active, so the group was "
                       "never empty in between.",
                       name_of(wait), name_of(*task)),
           {task->submit.begin_ref, task->body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

extern const property p36_submit_beside_wait{
    "P36",
    "submit-during-wait",
    "wait() also joins tasks that are submitted while it runs, unless the group may have become empty.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_joins(can).empty() ? needs_reuse(can) : needs_joins(can);
    },
    check,
    rank::consequence};

}  // namespace gauntlet::check
