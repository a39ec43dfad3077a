#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool held_throughout(const view& v, const task_view& holder, const interval& call) {
  const interval hold = certain_hold(holder);
  if (hold.begin == interval::open || !v.before(hold.begin_ref, call.begin_ref)) return false;
  return !hold.ended() || v.before(call.end_ref, hold.end_ref);
}

void judge_submit(const view& v, const task_view& task, judgement& out) {
  const auto* epoch = v.epoch_of(task.submit);
  if (epoch == nullptr || !epoch->limit) return;
  std::uint32_t holders = 0;
  for (const task_view& other : v.tasks) {
    if (other.group != 0 || &other == &task || !other.submit.begun()) continue;
    const bool of_epoch = !epoch->from || v.before(*epoch->from, other.submit.begin_ref);
    holders += of_epoch && held_throughout(v, other, task.submit) ? 1 : 0;
  }
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
    if (task.threw && v.plan.faults.thread_create_fails_at == 0)
      out.violations.push_back(
          {"",
           fmt::format("the submit of {} threw, although nothing had failed", name_of(task)),
           {task.submit.end_ref}});
    if (task.accepted && !task.non_blocking) judge_submit(v, task, out);
  }
  return out;
}

}  // namespace

const property p28_submit_blocks{"P28", "submit-blocks-at-the-limit",
                                 "Submit returns only when it has a permit, and never fails by itself.",
                                 needs_limit, check};

}  // namespace gauntlet::check
