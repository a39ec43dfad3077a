#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: neither the driver nor a task cancels the parent in this case, and the plan has no deadline.
judgement check(const view& v) {
  judgement out;
  if (!v.parent_cancelled_at_end || !v.plan.context || v.plan.deadline_us || !v.parent_cancels.empty())
    return out;
  out.exercised = true;
  if (*v.parent_cancelled_at_end)
    out.violations.push_back({"",
                              "The parent context was cancelled at the end of the case, although nothing in "
                              "the case cancels it. The cancellation of a group must never reach its parent.",
                              {v.parent_state_ref}});
  return out;
}

}  // namespace

extern const property p21_isolation{
    "P21", "child-parent-isolation",
    "A group never cancels its parent context, neither by a failure nor by wait().", needs_parent, check};

}  // namespace gauntlet::check
