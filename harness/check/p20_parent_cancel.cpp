#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Where two cancellations meet, the second may return while the first is still under way: then nothing is
// certain.
bool certainly_cancelled(const view& v, const observation& look) {
  if (!v.plan.context || v.plan.deadline_us || v.parent_cancels.empty()) return false;
  bool one = false;
  for (const interval& cancel : v.parent_cancels) {
    const bool over = cancel.ended() && v.before(cancel.end_ref, look.when.begin_ref);
    if (!over && possibly_before(v, cancel.begin_ref, look.when.begin_ref)) return false;
    one = one || over;
  }
  return one && !own_cancellation_possible_before(v, look);
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* look : looks_at(v, group)) {
      if (!certainly_cancelled(v, *look)) continue;
      out.exercised = true;
      if (!look->cancelled)
        out.violations.push_back(
            {"",
             fmt::format("the parent had been cancelled, and {} saw its context still open",
                         look->task ? name_of(v.tasks[*look->task]) : "the driver"),
             {v.parent_cancels.front().end_ref, look->when.end_ref}});
    }
  return out;
}

}  // namespace

const property p20_parent_cancel{"P20", "parent-cancel", "Cancelling the parent cancels the group's context.",
                                 needs_parent, check};

}  // namespace gauntlet::check
