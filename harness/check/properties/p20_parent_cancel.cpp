#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Certain: the call that cancelled the parent returned before the parent's state was read at the end.
void judge_end(const view& v, judgement& out) {
  for (const interval& cancel : v.parent_cancels) {
    if (!v.parent_cancelled_at_end || !cancel.ended() || !v.before(cancel.end_ref, v.parent_state_ref))
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
judgement check(const view& v) {
  judgement out;
  judge_end(v, out);
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group)) {
      out.exercised = out.exercised || (observed->awaited && promise_of_await(v, *observed) == "P20");
      const auto cancelled = parent_certainly_cancelled(v, *observed);
      if (!v.plan.context || !cancelled || !v.before(*cancelled, observed->when.begin_ref)) continue;
      out.exercised = out.exercised || !observed->awaited;
      if (!observed->cancelled)
        out.violations.push_back(
            {"",
             fmt::format("{} found the group's context not cancelled, although the parent had been cancelled "
                         "before. Cancelling the parent must cancel the group's context.",
                         observed->task ? name_of(v.tasks[*observed->task]) : "The driver"),
             {*cancelled, observed->when.end_ref}});
    }
  return out;
}

}  // namespace

extern const property p20_parent_cancel{
    "P20", "parent-cancel", "Cancelling the parent cancels the group's context.", needs_parent, check};

}  // namespace gauntlet::check
