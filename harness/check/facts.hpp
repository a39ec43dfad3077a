#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/check/applicability.hpp"
#include "harness/check/property.hpp"
#include "harness/check/view.hpp"

// Facts about a history that several properties use. A fact is *certain* if it holds in every order of events
// that the recorded intervals allow, and *possible* if it holds in at least one. A property may reject a
// history only because of certain facts.
namespace gauntlet::check {

// --- names for the sentences of violations ---

[[nodiscard]] std::string name_of(const task_view& task);      ///< "task 3"
[[nodiscard]] std::string name_of(const wait_view& wait);      ///< "wait()", "wait() of nested group 1", …
[[nodiscard]] std::string name_of_error(std::uint32_t error);  ///< "error 3"
[[nodiscard]] std::string errors_of(const wait_view& wait);    ///< "error 0, error 2", or "no error"

// --- order ---

/// A set of at most two events.
class few_events {
 public:
  void add(event_ref ref) { refs_[count_++] = ref; }
  [[nodiscard]] const event_ref* begin() const { return refs_; }
  [[nodiscard]] const event_ref* end() const { return refs_ + count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  event_ref refs_[2];
  std::size_t count_ = 0;
};

/// True if `earlier` may have happened before `later`.
[[nodiscard]] inline bool possibly_before(const view& v, event_ref earlier, event_ref later) {
  return !v.before(later, earlier);
}

// --- tasks and errors ---

/// Returns the tasks of the group that failed, in index order.
[[nodiscard]] std::vector<const task_view*> failures_of(const view& v, const group_view& group);
/// Returns whether a task of the group may have failed before the wait returned.
[[nodiscard]] bool failure_possible_by(const view& v, const group_view& group, const wait_view& wait);
/// Returns whether the result contains a nil error.
[[nodiscard]] bool reports_nil_error(const wait_view& wait);
/// Explains how a nil error becomes a result. A sentence of its own.
inline constexpr std::string_view nil_became_error =
    "Wrapping an absent error, or returning a null pointer as an error, turned a success into a failure.";
/// Returns whether the task was dropped by a group that may drop tasks after its cancellation. P02 decides
/// whether the group had been cancelled.
[[nodiscard]] bool legally_dropped(const view& v, const task_view& task);
/// Returns whether a task of the same group submitted this task.
[[nodiscard]] bool submitted_by_group_task(const view& v, const task_view& task);
/// Returns whether the task may have been counted down before this event. A task is counted down only after
/// its body has ended and its callable was destroyed (P54).
[[nodiscard]] bool possibly_counted_down_before(const view& v, const task_view& task, event_ref ref);
/// Returns the tasks that the wait certainly joins: those that P01 requires it to join, and those that were
/// submitted while such a task was active, because the group cannot have been empty meanwhile (P36).
[[nodiscard]] std::vector<const task_view*> certainly_joined(const view& v, const group_view& group,
                                                             const wait_view& wait);
/// Returns the tasks of the outermost group that must have been counted down if this set_limit was accepted.
[[nodiscard]] std::vector<const task_view*> certainly_active_before(const view& v, const limit_view& change);
/// Returns whether the wait certainly joins the task; see `certainly_joined`.
[[nodiscard]] bool certainly_joins(const view& v, const wait_view& wait, const task_view& task);
/// Returns events that certainly happened before the wait had any effect: its begin, and the event before
/// `wait.follows` in the driver's log.
[[nodiscard]] few_events certainly_precede(const wait_view& wait);
/// Returns whether the task's body was certainly still running when the wait returned.
[[nodiscard]] bool certainly_running_after(const view& v, const task_view& task, const wait_view& wait);
/// Returns whether both waits returned the same errors in the same order.
[[nodiscard]] bool same_errors(const wait_view& a, const wait_view& b);
/// Returns the first task of the group, in index order, that failed with this error; null if none did.
[[nodiscard]] const task_view* failed_with(const view& v, const group_view& group, std::uint32_t error);
/// Returns the only task of the group that failed with this error; null if none did, or if several may have.
/// Tasks whose threads exited share one error.
[[nodiscard]] const task_view* only_task_failed_with(const view& v, const group_view& group,
                                                     std::uint32_t error);
/// Sorts the tasks by the actor that submitted them, and those of one actor by the order of their submits.
[[nodiscard]] std::vector<const task_view*> in_order_of_submission(std::vector<const task_view*> tasks);
/// Returns the failed tasks that the wait certainly joins, in order of submission.
[[nodiscard]] std::vector<const task_view*> joined_failures(const view& v, const group_view& group,
                                                            const wait_view& wait);
/// Returns the number of leaves that the error of this task adds to a result.
[[nodiscard]] std::ptrdiff_t leaf_count_of(const plan::plan& plan, const task_view& failed);
/// Returns an event before `ref` at which the group had certainly done all that follows the end of this
/// task's body: it had recorded the error, cancelled the context, released the permit and counted the task
/// down. Returns nullopt if none proves it. It is proved if the group was quiescent (schedule/quiescence.hpp)
/// and the thread of the task ran no other body at that time. An idle thread also proves that a pool has no
/// work queued.
[[nodiscard]] std::optional<event_ref> settled_before(const view& v, const task_view& task, event_ref ref);
/// An event by which a task's error had certainly been recorded.
struct bound {
  event_ref event;
  std::string_view why;  ///< the proof; ends a sentence after a colon
};
/// Returns the proof that the error of this failed task was recorded before the event; nullopt if it may have
/// been recorded later. The end of the body is no proof, because a task can be preempted between its return
/// and the record.
[[nodiscard]] std::optional<bound> certainly_recorded_before(const view& v, const group_view& group,
                                                             const task_view& failed, event_ref ref);
/// Returns the task whose error a wait of a fail-fast group returned. Returns null if the wait returned no
/// error, an error of no task, or an error that several tasks may have returned.
[[nodiscard]] const task_view* winner_of(const view& v, const group_view& group, const wait_view& wait);

// --- cancellation ---

/// Returns all observations of the group's context: by its tasks, by its driver, and right after its waits.
[[nodiscard]] std::vector<const observation*> observations_of(const view& v, const group_view& group);
/// Returns whether a task of this group may have failed before the observation ended.
[[nodiscard]] bool failure_possible_before(const view& v, const group_view& group,
                                           const observation& observed);
/// Returns whether this wait may have joined its tasks, and then cancelled the context, before the
/// observation ended.
[[nodiscard]] bool wait_possible_before(const view& v, const wait_view& wait, const observation& observed);
/// Returns whether the destruction of the outermost group may have begun before the event. The destruction
/// cancels the group's context (P56).
[[nodiscard]] bool destruction_possible_before(const view& v, event_ref ref);
/// Returns whether the observed group may have cancelled its own context before the observation ended,
/// because of a failure or a wait.
[[nodiscard]] bool self_cancellation_possible_before(const view& v, const observation& observed);
/// Returns whether the observed group, or a group that it is derived from, may have cancelled the context
/// before the observation ended: by a failure, a wait, or the destruction of the outermost group.
[[nodiscard]] bool own_cancellation_possible_before(const view& v, const observation& observed);
/// Returns whether a group that the observed group is derived from may have cancelled its own context before
/// the observation ended: by a failure, a wait, or the destruction of the outermost group.
[[nodiscard]] bool outer_cancellation_possible_before(const view& v, const observation& observed);
/// Returns an event after which the cancellation of the parent context has certainly reached the observed
/// context; nullopt if no event proves it. If two cancellations run concurrently, of the parent or of a group
/// in between, the second may return before the first has reached every context, so that its return proves
/// nothing.
[[nodiscard]] std::optional<event_ref> parent_certainly_cancelled(const view& v, const observation& observed);

// --- permits ---

/// Returns events, each of which proves that the task had its permit before: the end of its submit and the
/// begin of its body.
[[nodiscard]] few_events certainly_acquired(const task_view& task);
/// Returns whether the task was certainly submitted after this limit came into force.
[[nodiscard]] bool submitted_in(const view& v, const limit_epoch& epoch, const task_view& task);
/// Returns the number of tasks of this epoch, without the caller, that certainly held a permit at one instant
/// together with the caller. Intervals that overlap pairwise have an instant in common (Helly's theorem in
/// one dimension). Tasks that certainly got their permit after the caller do not count. Requires: the caller
/// was accepted.
[[nodiscard]] std::uint32_t certain_holders(const view& v, const limit_epoch& epoch, const task_view& caller);
/// Returns the number of tasks of the outermost group, without the caller, that may have held a permit at
/// some instant of this call.
[[nodiscard]] std::uint32_t possible_holders(const view& v, const task_view* caller, const interval& call);
/// Returns whether the submit of some task certainly threw before this event.
[[nodiscard]] bool submit_threw_before(const view& v, event_ref ref);
/// Returns whether a wait of the outermost group certainly returned before this event.
[[nodiscard]] bool wait_returned_before(const view& v, event_ref ref);

// --- searches ---

/// Returns `first` and tasks of the outermost group that satisfy `fits` and overlap pairwise; therefore they
/// all overlap at one instant (Helly's theorem in one dimension). The search is greedy, in index order, and
/// does not always find the largest set.
template <class Fits, class Overlap>
[[nodiscard]] std::vector<const task_view*> overlapping_with(const view& v, const task_view& first, Fits fits,
                                                             Overlap overlap) {
  std::vector<const task_view*> together{&first};
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || &task == &first || !fits(task)) continue;
    if (std::all_of(together.begin(), together.end(),
                    [&](const task_view* other) { return overlap(task, *other); }))
      together.push_back(&task);
  }
  return together;
}

/// Calls `body(group, wait)` for each wait that returned.
template <class F>
void for_each_returned_wait(const view& v, F body) {
  for (const group_view& group : v.groups)
    for (const wait_view& wait : group.waits)
      if (wait.when.ended()) body(group, wait);
}

}  // namespace gauntlet::check
