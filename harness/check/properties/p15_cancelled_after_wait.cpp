#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  if (!v.plan.context) return out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const observation* look : observations_of(v, group)) {
      if (!(wait.after && look == &*wait.after) && !v.before(wait.when.end_ref, look->when.begin_ref))
        continue;
      out.exercised = true;
      if (look->cancelled) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned and the context is not cancelled: what hangs on it is never released",
                       name_of(wait)),
           {wait.when.end_ref, look->when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p15_cancelled_after_wait{
    "P15", "cancelled-after-wait", "When wait has returned, the context is cancelled, on success too.",
    needs_context, check};

}  // namespace gauntlet::check
