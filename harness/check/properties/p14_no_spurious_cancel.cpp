#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* look : observations_of(v, group)) {
      if (own_cancellation_possible_before(v, *look) || v.parent_may_be_cancelled_before(look->when.end_ref))
        continue;
      out.exercised = true;
      if (!look->cancelled) continue;
      out.violations.push_back(
          {"",
           fmt::format(
               "{} saw the context cancelled before any task had failed, any wait had joined and anybody "
               "had cancelled the parent",
               look->task ? name_of(v.tasks[*look->task]) : "the driver"),
           {look->when.end_ref}});
    }
  return out;
}

}  // namespace

extern const property p14_no_spurious_cancel{
    "P14", "no-spurious-cancel",
    "The context is cancelled only after a failure, a cancellation of the parent, or a wait that has joined.",
    needs_context, check};

}  // namespace gauntlet::check
