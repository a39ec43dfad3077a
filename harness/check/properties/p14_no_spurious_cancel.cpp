#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// An observation is judged only if each possible reason is excluded by the order of events. A wait() that may
// have joined its tasks before the observation ended is a possible reason; a wait() that joins the observing
// task is not, because it cannot return before that task ends.
judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group)) {
      if (own_cancellation_possible_before(v, *observed) ||
          v.parent_may_be_cancelled_before(observed->when.end_ref))
        continue;
      out.exercised = true;
      if (!observed->cancelled) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} observed that the context was cancelled, although nothing can have cancelled it "
                       "by then: no task had failed, no wait() had joined its tasks, the destructor had not "
                       "begun, and the parent had not been cancelled.",
                       observed->task ? name_of(v.tasks[*observed->task]) : "The driver"),
           {observed->when.end_ref}});
    }
  return out;
}

}  // namespace

extern const property p14_no_spurious_cancel{
    "P14", "no-spurious-cancel",
    "Only a failed task, the parent, a wait() that has joined, or the destructor cancels the context.",
    needs_context, check};

}  // namespace gauntlet::check
