#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Returns whether the opposite answer, or an earlier return of a blocking submit(), would have been a
// violation.
bool another_answer_is_illegal(const view& v, const limit_epoch& epoch, const task_view& task) {
  if (task.accepted && task.non_blocking)
    return possible_holders(v, &task, task.submit) < *epoch.limit &&
           !submit_threw_before(v, task.submit.begin_ref);
  if (task.dropped) return false;
  const auto instead = task.accepted ? admitted_at_once(task) : accepted_instead(task);
  return certain_holders(v, epoch, instead) >= *epoch.limit;
}

// The submitting task holds a permit itself. Under limit 1 its try_submit() is always rejected, and its
// submit() would block forever. The proofs are those of P28 and P29.
void judge_submit(const view& v, const task_view& task, judgement& out) {
  const auto* epoch = v.epoch_of(task.submit);
  if (epoch == nullptr || !epoch->limit) return;
  out.exercised = out.exercised || another_answer_is_illegal(v, *epoch, task);
  const auto& parent = v.tasks[*task.parent];
  if (task.accepted && certain_holders(v, *epoch, task) >= *epoch->limit) {
    out.exercised = true;
    out.violations.push_back(
        {"",
         fmt::format("{} submitted {}, and the group accepted it without a free permit. The limit is {}, and "
                     "at least as many other tasks certainly held a permit at the same instant as the new "
                     "task. The submitting task keeps its own permit.",
                     name_of(parent), name_of(task), *epoch->limit),
         {task.submit.begin_ref, task.submit.end_ref}});
  }
  if (task.rejected && possible_holders(v, &task, task.submit) < *epoch->limit &&
      !submit_threw_before(v, task.submit.begin_ref)) {
    out.exercised = true;
    out.violations.push_back({"",
                              fmt::format("try_submit() rejected {}, which {} submitted, although at least "
                                          "one permit was free during the whole call.",
                                          name_of(task), name_of(parent)),
                              {task.submit.begin_ref, task.submit.end_ref}});
  }
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks)
    if (task.submit.ended() && task.group == 0 && submitted_by_group_task(v, task))
      judge_submit(v, task, out);
  return out;
}

}  // namespace

extern const property p35_submit_inside_limited{
    "P35", "submit-inside-limited",
    "A task that submits under a limit keeps its own permit, so the new task needs another free permit.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_limit(can).empty() ? needs_child_submit(can) : needs_limit(can);
    },
    check};

}  // namespace gauntlet::check
