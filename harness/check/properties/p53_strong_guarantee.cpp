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

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.non_blocking) judge_later_try(v, task, out);
  }
  const bool threw =
      std::any_of(v.tasks.begin(), v.tasks.end(), [](const task_view& task) { return task.threw; });
  out.exercised = out.exercised || (threw && (promises_a_wait(v, "P53") || promises_a_submit(v, "P53")));
  return out;
}

}  // namespace

extern const property p53_strong_guarantee{
    "P53", "strong-guarantee",
    "A submission that throws changes nothing: it leaves no count, no permit and no task behind.",
    needs_submit, check};

}  // namespace gauntlet::check
