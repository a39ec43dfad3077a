#include "harness/check/hang_rules.hpp"

namespace gauntlet::check {
namespace {

using history::event_kind;

// Considers a case in which no task and no call of an actor is blocked.
violation blocked_destructor(const blocked_case& at) {
  if (at.v.tasks.empty() && at.v.groups[0].waits.empty())
    return {"P37", "The destructor of a group without tasks blocks forever.", {}};
  const bool unjoined = !at.v.plan.driver.empty() && !plan::ends_with_a_wait(at.v.plan);
  if (unjoined && at.last(0) != nullptr && at.last(0)->kind == event_kind::parent_state)
    return {"P56",
            "The group is destroyed without a wait(), and its destructor blocks forever. It should join the "
            "tasks.",
            {at.last_ref(0)}};
  if (at.last(0) != nullptr &&
      (at.last(0)->kind == event_kind::parent_state || at.last(0)->kind == event_kind::drain_end))
    return {"L01",
            "The driver has finished with the group, but a thread of the group never ends.",
            {at.last_ref(0)}};
  if (at.v.group_gone)
    return {"L01", "The group was destroyed, but a thread of the group still exists.", {*at.v.group_gone}};
  return {"P04", "No thread can make progress" + at.last_events() + ".", {}};
}

}  // namespace

violation diagnose_hang(const view& view) {
  const blocked_case at(view);
  for (const auto rule :
       {hangs::unfinished_callback, hangs::missed_cancellation, hangs::missed_driver_cancellation,
        hangs::never_begun, hangs::blocked_submit, hangs::blocked_try, hangs::serialised,
        hangs::late_timed_wait, hangs::blocked_wait, hangs::blocked_drain})
    if (auto found = rule(at)) return std::move(*found);
  return blocked_destructor(at);
}

}  // namespace gauntlet::check
