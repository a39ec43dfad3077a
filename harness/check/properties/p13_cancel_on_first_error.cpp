#include <fmt/format.h>

#include <algorithm>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// "Immediately" cannot be measured, so an observation shortly after a failure proves nothing. A successful
// change of the limit proves more: it is possible only if no task is active, so every earlier failure has
// been recorded and has cancelled the context.
void judge_after_limit(const view& v, const limit_view& change, judgement& out) {
  const group_view& group = v.groups[0];
  const auto failed = failures_of(v, group);
  const auto first = std::find_if(failed.begin(), failed.end(), [&](const task_view* task) {
    return v.before(task->submit.end_ref, change.when.begin_ref);
  });
  if (first == failed.end()) return;
  for (const observation* observed : observations_of(v, group)) {
    if (!v.before(change.when.end_ref, observed->when.begin_ref)) continue;
    out.exercised = out.exercised || !observed->awaited;
    if (observed->cancelled) continue;
    out.violations.push_back(
        {"",
         fmt::format("The context was not cancelled, although {0} failed. The limit was changed after {0} "
                     "had been submitted and before this observation, which is possible only if no task is "
                     "active. Therefore the failure came first and must have cancelled the context.",
                     name_of(**first)),
         {(*first)->body.end_ref, change.when.end_ref, observed->when.end_ref}});
    return;
  }
}

// While the group is quiescent, nothing is left to be done about an earlier failure.
void judge_when_quiescent(const view& v, const group_view& group, judgement& out) {
  for (const task_view* failed : failures_of(v, group))
    for (const observation* observed : observations_of(v, group)) {
      const auto settled = settled_before(v, *failed, observed->when.begin_ref);
      if (!settled) continue;
      out.exercised = true;
      if (observed->cancelled) continue;
      out.violations.push_back(
          {"",
           fmt::format("The context was not cancelled, although {} had failed. After that no other thread "
                       "could run code of the group any more, so the group will never cancel the context "
                       "because of this failure.",
                       name_of(*failed)),
           {failed->body.end_ref, *settled, observed->when.end_ref}});
      return;
    }
}

// A task that waits for a cancellation that never comes makes the case hang, and `diagnose_hang` reports
// that.
judgement check(const view& v) {
  judgement out;
  for (const limit_view& change : v.limits)
    if (v.plan.context && change.when.ended() && change.accepted) judge_after_limit(v, change, out);
  if (v.plan.context && out.violations.empty())
    for (const group_view& group : v.groups) judge_when_quiescent(v, group, out);
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group))
      out.exercised = out.exercised || (observed->awaited && promise_of_await(v, *observed) == "P13");
  return out;
}

}  // namespace

extern const property p13_cancel_on_first_error{
    "P13", "cancel-on-first-error",
    "The first failure cancels the context immediately, without a call of wait().", needs_first_and_context,
    check};

}  // namespace gauntlet::check
