#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A rejection is a violation only if fewer tasks than permits can have held a permit during the call: then at
// least one permit was free at each instant. A task that has ended may still hold its permit. An acceptance
// is a violation only if the accepted task and as many others as there are permits certainly held a permit at
// one instant.
void judge_call(const view& v, const task_view& task, judgement& out) {
  const limit_epoch unlimited;  // nested groups have no limit
  const auto* epoch = task.group == 0 ? v.epoch_of(task.submit) : &unlimited;
  if (epoch == nullptr || epoch->limit == 0u) return;  // limit 0: P30
  out.exercised = true;
  const auto reject = [&](std::string sentence) {
    out.violations.push_back({"", std::move(sentence), {task.submit.begin_ref, task.submit.end_ref}});
  };
  if (task.rejected && !epoch->limit && epoch->from) return;  // P31
  if (task.rejected && !epoch->limit)
    return reject(
        fmt::format("try_submit() rejected {}, although the group has no limit. Without a limit it must "
                    "accept every task.",
                    name_of(task)));
  if (submitted_by_group_task(v, task)) return;  // P35
  if (task.rejected) {
    const bool after_wait = wait_returned_before(v, task.submit.begin_ref);  // P27 or P53 judges it
    const auto holders = possible_holders(v, &task, task.submit);
    if (holders >= *epoch->limit || after_wait || submit_threw_before(v, task.submit.begin_ref)) return;
    return reject(
        fmt::format("try_submit() rejected {}, although other tasks can have held at most {} of {} permits "
                    "during the call. It may reject a task only if all permits may be in use.",
                    name_of(task), holders, *epoch->limit));
  }
  if (task.accepted && epoch->limit && certain_holders(v, *epoch, task) >= *epoch->limit)
    reject(
        fmt::format("try_submit() accepted {} without a free permit. The limit is {}, and at least as many "
                    "other tasks certainly held a permit at the same instant as this one.",
                    name_of(task), *epoch->limit));
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks)
    if (task.non_blocking && task.submit.ended()) judge_call(v, task, out);
  return out;
}

}  // namespace

extern const property p29_try_submit{
    "P29", "try-submit",
    "try_submit() rejects a task only if all permits may be in use, and accepts it only if one may be free.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.starts_on_submit ? needs_try_submit(can) : "it submits its tasks itself";
    },
    check};

}  // namespace gauntlet::check
