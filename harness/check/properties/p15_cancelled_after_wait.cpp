#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the observation is the one right after the return, or it began after the return by more than the
// clock error.
judgement check(const view& v) {
  judgement out;
  if (!v.plan.context) return out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const observation* observed : observations_of(v, group)) {
      if (!(wait.after && observed == &*wait.after) && !v.before(wait.when.end_ref, observed->when.begin_ref))
        continue;
      out.exercised = out.exercised || !observed->awaited;
      if (observed->cancelled) continue;
      out.violations.push_back(
          {"",
           fmt::format(
               "The context was not cancelled after {} had returned. wait() must cancel the context even if "
               "no task failed; otherwise code that waits for the cancellation is never released.",
               name_of(wait)),
           {wait.when.end_ref, observed->when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p15_cancelled_after_wait{
    "P15", "cancelled-after-wait",
    "The context is cancelled when wait() has returned, even if no task failed.", needs_context, check};

}  // namespace gauntlet::check
