#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  if (!v.parent_cancelled_at_end || !v.plan.context || v.plan.deadline_us || !v.parent_cancels.empty())
    return out;
  out.exercised = true;
  if (*v.parent_cancelled_at_end)
    out.violations.push_back(
        {"",
         "the parent context is cancelled at the end, but only its child had reason to be",
         {v.parent_state_ref}});
  return out;
}

}  // namespace

extern const property p21_isolation{"P21", "child-parent-isolation",
                                    "A group that fails or is waited for never cancels its parent.",
                                    needs_parent, check};

}  // namespace gauntlet::check
