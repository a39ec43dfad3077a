#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool not_after(const view& v, event_ref earlier, event_ref later) {
  return earlier == later || v.before(earlier, later);
}

// Whether the context had certainly been cancelled before this, so that what comes later is not the cause: by
// the parent, also before the group was opened, or by a wait that had returned.
bool too_late(const view& v, const observation& look, event_ref begin) {
  std::optional<event_ref> opened;
  for (observation at = look;; at.group = v.tasks[*at.task].group) {
    const auto by_parent = parent_certainly_cancelled(v, at);
    if (by_parent && not_after(v, *by_parent, begin) && (!opened || not_after(v, *by_parent, *opened)))
      return true;
    const group_view& group = v.groups[at.group];
    if (!group.opened_by) break;
    at.task = group.opened_by;
    opened = group.nest.begin_ref;
  }
  const auto& waits = v.groups[look.group].waits;
  return std::any_of(waits.begin(), waits.end(), [&](const wait_view& wait) {
    return wait.when.ended() && not_after(v, wait.when.end_ref, begin);
  });
}

bool wait_too_late(const view& v, const observation& look, const wait_view& wait) {
  const auto& tasks = v.groups[wait.group].tasks;
  for (const event_ref earlier : certainly_precede(wait))
    if (too_late(v, look, earlier)) return true;
  return std::any_of(tasks.begin(), tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    if (!v.capabilities.joins || !task.body.ended() || !v.joined(task, wait)) return false;
    return too_late(v, look, task.body.end_ref) ||
           (task.disposals.size() == 1 && too_late(v, look, task.disposals.front()));
  });
}

// A wait cancels without an error only where no task had failed that it joins.
bool nil_wait_possible(const view& v, const group_view& group, const observation& seen,
                       const observation& look) {
  return std::any_of(group.waits.begin(), group.waits.end(), [&](const wait_view& wait) {
    const task_view* winner = winner_of(v, group, wait);
    const bool by_error =
        wait.when.ended() && !wait.leaves.empty() && (winner == nullptr || v.joined(*winner, wait));
    return !by_error && wait_possible_before(v, wait, seen) && !wait_too_late(v, look, wait);
  });
}

// Whether another error was certainly recorded before this one.
bool comes_second(const view& v, const group_view& group, const task_view& failed) {
  const auto others = failures_of(v, group);
  return std::any_of(others.begin(), others.end(), [&](const task_view* other) {
    return other != &failed && certainly_recorded_before(v, group, *other, failed.body.end_ref);
  });
}

bool failure_possible(const view& v, const group_view& group, const observation& look) {
  const auto failed = failures_of(v, group);
  return std::any_of(failed.begin(), failed.end(), [&](const task_view* task) {
    return task->error == look.cause && possibly_before(v, task->body.end_ref, look.when.end_ref) &&
           !too_late(v, look, task->body.end_ref) && !comes_second(v, group, *task);
  });
}

bool parent_possible(const view& v, const observation& look) {
  return v.parent_may_be_cancelled_before(look.when.end_ref) &&
         std::any_of(v.parent_cancels.begin(), v.parent_cancels.end(), [&](const interval& cancel) {
           return possibly_before(v, cancel.begin_ref, look.when.end_ref) &&
                  !too_late(v, look, cancel.begin_ref);
         });
}

// Whether the cause can be right, be it the group's own or that of one it is derived from.
bool possible_cause(const view& v, const observation& look) {
  observation seen = look;
  while (true) {
    const group_view& group = v.groups[seen.group];
    if (failure_possible(v, group, look)) return true;
    if (look.cause == history::id_canceled && nil_wait_possible(v, group, seen, look)) return true;
    if (!group.opened_by) break;
    seen.task = group.opened_by;
    seen.group = v.tasks[*group.opened_by].group;
  }
  if (look.cause == history::id_canceled && destruction_possible_before(v, look.when.end_ref))
    return !too_late(v, look, v.parent_state_ref);
  if (look.cause == history::id_deadline) return v.plan.deadline_us.has_value();
  return look.cause == history::id_parent && parent_possible(v, look);
}

void judge_observation(const view& v, const observation& look, judgement& out) {
  out.exercised = true;
  if (possible_cause(v, look)) return;
  const bool none = look.cause == history::no_error;
  out.violations.push_back(
      {"",
       none ? std::string("the context is cancelled but tells no cause")
            : fmt::format("the context tells {} as its cause, which cannot have cancelled it",
                          name_of_error(look.cause)),
       {look.when.end_ref}});
}

void judge_agreement(const view& v, const group_view& group, const observation& look, judgement& out) {
  if (only_task_failed_with(v, group, look.cause) == nullptr) return;  // it may be the outer group's
  for (const wait_view& wait : group.waits) {
    if (!wait.when.ended() || wait.leaves.empty() || wait.leaves.front().error == look.cause) continue;
    out.violations.push_back(
        {"",
         fmt::format("the context was cancelled by {}, but {} returned {}", name_of_error(look.cause),
                     name_of(wait), name_of_error(wait.leaves.front().error)),
         {look.when.end_ref, wait.when.end_ref}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    const observation* first = nullptr;
    for (const observation* look : observations_of(v, group)) {
      if (!look->cancelled) continue;
      judge_observation(v, *look, out);
      if (first == nullptr) {
        first = look;
        judge_agreement(v, group, *look, out);
      } else if (first->cause != look->cause) {
        out.violations.push_back({"",
                                  fmt::format("the cause changed: one look told {}, another {}",
                                              name_of_error(first->cause), name_of_error(look->cause)),
                                  {first->when.end_ref, look->when.end_ref}});
        return out;
      }
    }
  }
  return out;
}

}  // namespace

extern const property p16_cause{
    "P16", "cause",
    "The cause of a cancellation is the first error, or the cause of the parent if that "
    "was cancelled first; it never changes.",
    needs_cause, check};

}  // namespace gauntlet::check
