#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_submit(const view& v, const task_view& task, judgement& out) {
  const auto* epoch = v.epoch_of(task.submit);
  if (epoch == nullptr || !epoch->limit) return;
  const auto holders = certain_holders(v, *epoch, task);
  out.exercised = out.exercised || holders + 1 >= *epoch->limit;
  if (holders < *epoch->limit) return;
  out.violations.push_back({"",
                            fmt::format("the submit of {} returned while all {} permits were held by others",
                                        name_of(task), *epoch->limit),
                            {task.submit.begin_ref, task.submit.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended() || task.group != 0) continue;
    if (task.threw && v.plan.faults == plan::faults{})
      out.violations.push_back(
          {"",
           fmt::format("the submit of {} threw, although nothing had failed", name_of(task)),
           {task.submit.end_ref}});
    if (task.accepted && !task.non_blocking && !submitted_by_group_task(v, task)) judge_submit(v, task, out);
  }
  return out;
}

}  // namespace

extern const property p28_submit_blocks{
    "P28", "submit-blocks-at-the-limit",
    "Submit returns only when it has a permit, and never fails by itself.", needs_limit, check};

}  // namespace gauntlet::check
