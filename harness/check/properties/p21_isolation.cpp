#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: neither the driver nor a task cancels the parent in this case. A deadline is that of a context
// below the parent, and a child's deadline never cancels its parent.
judgement check(const view& v) {
  judgement out;
  if (!v.parent_cancelled_at_end || !v.plan.context || !v.parent_cancels.empty()) return out;
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
    "A group never cancels its parent context: neither by a failure, nor by wait(), nor by its deadline.",
    needs_parent, check};

}  // namespace gauntlet::check
