#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The first cancellation fixes the cause. The functions below check whether the observed cause can have come
// first. A cause is rejected only if it certainly came after the observation or after another cancellation.

bool not_after(const view& v, event_ref earlier, event_ref later) {
  return earlier == later || v.before(earlier, later);
}

// Returns whether the context had certainly been cancelled before `begin`. A cancellation that begins there
// is too late to be the cause. Two events prove this: a complete cancellation of the parent (also before a
// nested group was opened), and the return of a wait().
bool too_late(const view& v, const observation& observed, event_ref begin) {
  std::optional<event_ref> opened;
  for (observation at = observed;; at.group = v.tasks[*at.task].group) {
    const auto by_parent = parent_certainly_cancelled(v, at);
    if (by_parent && not_after(v, *by_parent, begin) && (!opened || not_after(v, *by_parent, *opened)))
      return true;
    const group_view& group = v.groups[at.group];
    if (!group.opened_by) break;
    at.task = group.opened_by;
    opened = group.nest.begin_ref;
  }
  const auto& waits = v.groups[observed.group].waits;
  return std::any_of(waits.begin(), waits.end(), [&](const wait_view& wait) {
    return wait.when.ended() && not_after(v, wait.when.end_ref, begin);
  });
}

// Returns whether the cancellation by this wait() comes too late. It comes after the begin of the wait(), and
// after the end of each task that the wait() joins.
bool wait_too_late(const view& v, const observation& observed, const wait_view& wait) {
  const auto& tasks = v.groups[wait.group].tasks;
  for (const event_ref earlier : certainly_precede(wait))
    if (too_late(v, observed, earlier)) return true;
  return std::any_of(tasks.begin(), tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    if (!v.capabilities.joins || !task.body.ended() || !v.joined(task, wait)) return false;
    return too_late(v, observed, task.body.end_ref) ||
           (task.disposals.size() == 1 && too_late(v, observed, task.disposals.front()));
  });
}

// Returns whether a wait() of this group can have cancelled the context without an error. It cannot if it
// returned the error of a task that it joined: that error had cancelled the context before.
bool nil_wait_possible(const view& v, const group_view& group, const observation& at_level,
                       const observation& observed) {
  return std::any_of(group.waits.begin(), group.waits.end(), [&](const wait_view& wait) {
    const task_view* winner = winner_of(v, group, wait);
    const bool by_error =
        wait.when.ended() && !wait.leaves.empty() && (winner == nullptr || v.joined(*winner, wait));
    return !by_error && wait_possible_before(v, wait, at_level) && !wait_too_late(v, observed, wait);
  });
}

// Returns whether another error was certainly recorded before this one.
bool recorded_after_another(const view& v, const group_view& group, const task_view& failed) {
  const auto others = failures_of(v, group);
  return std::any_of(others.begin(), others.end(), [&](const task_view* other) {
    return other != &failed && certainly_recorded_before(v, group, *other, failed.body.end_ref);
  });
}

bool failure_possible(const view& v, const group_view& group, const observation& observed) {
  const auto failed = failures_of(v, group);
  return std::any_of(failed.begin(), failed.end(), [&](const task_view* task) {
    return task->error == observed.cause && possibly_before(v, task->body.end_ref, observed.when.end_ref) &&
           !too_late(v, observed, task->body.end_ref) && !recorded_after_another(v, group, *task);
  });
}

bool parent_possible(const view& v, const observation& observed) {
  return v.parent_may_be_cancelled_before(observed.when.end_ref) &&
         std::any_of(v.parent_cancels.begin(), v.parent_cancels.end(), [&](const interval& cancel) {
           return possibly_before(v, cancel.begin_ref, observed.when.end_ref) &&
                  !too_late(v, observed, cancel.begin_ref);
         });
}

// Returns whether the observed cause is possible, as a cancellation of the group itself or of an outer group.
// The loop goes outwards. In an outer group, the task that opened the inner group takes the place of the
// observer.
bool possible_cause(const view& v, const observation& observed) {
  observation at_level = observed;
  while (true) {
    const group_view& group = v.groups[at_level.group];
    if (failure_possible(v, group, observed)) return true;
    if (observed.cause == history::id_canceled && nil_wait_possible(v, group, at_level, observed))
      return true;
    if (!group.opened_by) break;
    at_level.task = group.opened_by;
    at_level.group = v.tasks[*group.opened_by].group;
  }
  if (observed.cause == history::id_canceled && destruction_possible_before(v, observed.when.end_ref))
    return !too_late(v, observed, v.parent_state_ref);
  if (observed.cause == history::id_deadline) return v.plan.deadline_us.has_value();
  return observed.cause == history::id_parent && parent_possible(v, observed);
}

void judge_observation(const view& v, const observation& observed, judgement& out) {
  out.exercised = true;
  if (possible_cause(v, observed)) return;
  const bool none = observed.cause == history::no_error;
  out.violations.push_back(
      {"",
       none ? std::string("The context is cancelled, but it reports no cause. It must report what cancelled "
                          "it: the first error, the parent's cause, or 'canceled'.")
            : fmt::format(
                  "The context reports {} as the cause of its cancellation, which is impossible. Either it "
                  "had not happened by then, or something else had certainly cancelled the context first.",
                  name_of_error(observed.cause)),
       {observed.when.end_ref}});
}

// The error that cancels the group is also the first error that wait() returns.
void judge_agreement(const view& v, const group_view& group, const observation& observed, judgement& out) {
  if (only_task_failed_with(v, group, observed.cause) == nullptr) return;  // it may belong to an outer group
  for (const wait_view& wait : group.waits) {
    if (!wait.when.ended() || wait.leaves.empty() || wait.leaves.front().error == observed.cause) continue;
    out.violations.push_back(
        {"",
         fmt::format(
             "The context reports {} as the cause of its cancellation, but {} returned {}. The first error "
             "of a group cancels the context and is the result of wait(), so both must be the same.",
             name_of_error(observed.cause), name_of(wait), name_of_error(wait.leaves.front().error)),
         {observed.when.end_ref, wait.when.end_ref}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    const observation* first = nullptr;
    for (const observation* observed : observations_of(v, group)) {
      if (!observed->cancelled) continue;
      judge_observation(v, *observed, out);
      if (first == nullptr) {
        first = observed;
        judge_agreement(v, group, *observed, out);
      } else if (first->cause != observed->cause) {
        out.violations.push_back(
            {"",
             fmt::format("The cause of the cancellation changed: one observation reported {}, another "
                         "reported {}. The first cancellation fixes the cause.",
                         name_of_error(first->cause), name_of_error(observed->cause)),
             {first->when.end_ref, observed->when.end_ref}});
        return out;
      }
    }
  }
  return out;
}

}  // namespace

extern const property p16_cause{"P16", "cause",
                                "The cause is the first error, or the parent's cause if the parent was "
                                "cancelled first, and never changes.",
                                needs_cause, check};

}  // namespace gauntlet::check
