#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_end(const view& v, judgement& out) {
  for (const interval& cancel : v.parent_cancels)
    if (v.parent_cancelled_at_end == false && cancel.ended() && v.before(cancel.end_ref, v.parent_state_ref))
      out.violations.push_back({"",
                                "the parent had been cancelled, and at the end it is not",
                                {cancel.end_ref, v.parent_state_ref}});
}

judgement check(const view& v) {
  judgement out;
  judge_end(v, out);
  for (const group_view& group : v.groups)
    for (const observation* look : observations_of(v, group)) {
      const auto cancelled = parent_certainly_cancelled(v, *look);
      if (!v.plan.context || !cancelled || !v.before(*cancelled, look->when.begin_ref)) continue;
      out.exercised = true;
      if (!look->cancelled)
        out.violations.push_back(
            {"",
             fmt::format("the parent had been cancelled, and {} saw its context still open",
                         look->task ? name_of(v.tasks[*look->task]) : "the driver"),
             {*cancelled, look->when.end_ref}});
    }
  return out;
}

}  // namespace

extern const property p20_parent_cancel{
    "P20", "parent-cancel", "Cancelling the parent cancels the group's context.", needs_parent, check};

}  // namespace gauntlet::check
