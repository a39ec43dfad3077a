#include <fmt/format.h>

#include "harness/check/cancel_answers.hpp"
#include "harness/check/counterfactuals.hpp"
#include "harness/check/deadlines.hpp"

namespace gauntlet::check {
namespace {

// Certain: the call that cancelled the parent returned before the parent's state was read at the end.
void judge_end(const view& v, judgement& out) {
  for (const interval& cancel : v.parent_cancels) {
    if (!v.parent_cancelled_at_end || !cancel.ended() || !v.before(cancel.end_ref, v.before_parent_state()))
      continue;
    out.exercised = true;
    if (!*v.parent_cancelled_at_end)
      out.violations.push_back({"",
                                "The parent context was cancelled, but it was no longer cancelled at the end "
                                "of the case. A context must stay cancelled.",
                                {cancel.end_ref, v.parent_state_ref}});
  }
}

// Certain: a call that cancelled the parent had returned before the observation began. Calls that run
// concurrently prove nothing, because one may return while the other is still cancelling.
void judge_cancelled(const view& v, const observation& observed, judgement& out) {
  const auto cancelled = parent_certainly_cancelled(v, observed);
  if (!cancelled || !v.before(*cancelled, observed.when.begin_ref)) return;
  out.exercised = out.exercised || !observed.awaited;
  if (!observed.cancelled)
    out.violations.push_back(
        {"",
         fmt::format(
             "{} found the group's context not cancelled, although the parent had been cancelled before. "
             "Cancelling the parent must cancel the group's context.",
             observer_name(v, observed)),
         {*cancelled, observed.when.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  judge_end(v, out);
  judge_cancel_answers(v, out);
  judge_deadline(v, out);
  if (!v.plan.context) return out;
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group)) {
      out.exercised = out.exercised || (observed->awaited && promise_of_await(v, *observed) == "P20");
      judge_cancelled(v, *observed, out);
    }
  return out;
}

}  // namespace

extern const property p20_parent_cancel{
    "P20", "parent-cancel", "Cancelling the parent, or its deadline, cancels the group's context.",
    needs_parent, check};

}  // namespace gauntlet::check
