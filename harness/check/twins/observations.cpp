#include <fmt/format.h>

#include "harness/check/facts.hpp"
#include "harness/check/twins/edits.hpp"
#include "harness/check/twins/families.hpp"

namespace gauntlet::check::twins {
namespace {

void with_observation(const recorded& of, const observation& observed, bool cancelled, std::uint32_t cause,
                      const visit_twin& visit) {
  twin t{of, false,
         fmt::format("the observation at {} reads {}, {}", observed.when.end,
                     cancelled ? "cancelled" : "not cancelled", name_of_error(cause))};
  event& end = event_at(t.changed, observed.when.end_ref);
  end.value = cancelled ? 1 : 0;
  end.extra = cause;
  visit(t);
}

template <class F>
void for_each_observation(const view& v, F body) {
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group)) body(group, *observed);
}

}  // namespace

// An observation that waits for the cancellation cannot return without it.
void missed_cancellation(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_observation(v, [&](const group_view&, const observation& observed) {
    if (!observed.awaited && observed.cancelled)
      with_observation(of, observed, false, history::no_error, visit);
  });
}

void spurious_cancellation(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_observation(v, [&](const group_view&, const observation& observed) {
    if (!observed.cancelled) with_observation(of, observed, true, history::id_canceled, visit);
  });
}

void cancelled_by_failure(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_observation(v, [&](const group_view& group, const observation& observed) {
    if (!observed.cancelled && failure_possible_before(v, group, observed))
      with_observation(of, observed, true, history::id_canceled, visit);
  });
}

void observation_no_cause(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_observation(v, [&](const group_view&, const observation& observed) {
    if (observed.cancelled) with_observation(of, observed, true, history::no_error, visit);
  });
}

void inner_error_outside(const recorded& of, const view& v, const visit_twin& visit) {
  for (const group_view& inner : v.groups) {
    if (!inner.opened_by) continue;
    for (const observation* observed : observations_of(v, v.groups[v.tasks[*inner.opened_by].group]))
      for (const task_view* failed : failures_of(v, inner))
        if (possibly_before(v, failed->body.end_ref, observed->when.end_ref))
          with_observation(of, *observed, true, failed->error, visit);
  }
}

void wrong_parent_state(const recorded& of, const view& v, const visit_twin& visit) {
  if (!v.parent_cancelled_at_end) return;
  twin t{of, false, "the state of the parent at the end is the opposite"};
  event& state = event_at(t.changed, v.parent_state_ref);
  state.value = 1 - state.value;
  visit(t);
}

void stale_parcel(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    if (!task.parcel_ref) continue;
    twin t{of, false, fmt::format("{} reads an old parcel", name_of(task))};
    event_at(t.changed, *task.parcel_ref).value = 0;
    visit(t);
  }
}

void stale_payload(const recorded& of, const view& v, const visit_twin& visit) {
  for (const payload_view& payload : v.payloads) {
    twin t{of, false, fmt::format("an old payload of task {} is read", payload.task)};
    event_at(t.changed, payload.ref).value = 0;
    visit(t);
  }
}

}  // namespace gauntlet::check::twins
