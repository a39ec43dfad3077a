#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_call(const view& v, const task_view& task, judgement& out) {
  const limit_epoch unlimited;  // as nested groups are
  const auto* epoch = task.group == 0 ? v.epoch_of(task.submit) : &unlimited;
  if (epoch == nullptr || epoch->limit == 0u) return;  // the latter: P30
  out.exercised = true;
  const auto wrong = [&](std::string sentence) {
    out.violations.push_back({"", std::move(sentence), {task.submit.begin_ref, task.submit.end_ref}});
  };
  if (task.rejected && !epoch->limit && epoch->from) return;  // P31
  if (task.rejected && !epoch->limit)
    return wrong(fmt::format("{} was rejected, although there is no limit", name_of(task)));
  if (submitted_by_group_task(v, task)) return;  // P35
  if (task.rejected) {
    const bool after_wait = wait_returned_before(v, task.submit.begin_ref);  // then P27's affair, or P53's
    const auto holders = possible_holders(v, &task, task.submit);
    if (holders >= *epoch->limit || after_wait || submit_threw_before(v, task.submit.begin_ref)) return;
    return wrong(fmt::format("{} was rejected, although at most {} of {} permits could be taken",
                             name_of(task), holders, *epoch->limit));
  }
  if (task.accepted && epoch->limit && certain_holders(v, *epoch, task) >= *epoch->limit)
    wrong(fmt::format("{} was let in by try-submit while all {} permits were held by others", name_of(task),
                      *epoch->limit));
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
    "Try-submit is rejected only where all permits may be taken, and accepted only where one may be free.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.starts_on_submit ? needs_try_submit(can) : "it submits its tasks itself";
    },
    check};

}  // namespace gauntlet::check
