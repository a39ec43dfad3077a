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

// What several properties draw from a view. A fact is named *certain* where no legal reordering of the
// recorded intervals denies it, and *possible* where some does not; only certain facts reject.
namespace gauntlet::check {

// --- names, as sentences use them ---

[[nodiscard]] std::string name_of(const task_view& task);      ///< "task 3"
[[nodiscard]] std::string name_of(const wait_view& wait);      ///< "wait()", "wait() of nested group 1", …
[[nodiscard]] std::string name_of_error(std::uint32_t error);  ///< "error 3"
[[nodiscard]] std::string errors_of(const wait_view& wait);    ///< "error 0, error 2", or "no error"

// --- order ---

/// One event or two, or none.
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

/// Whether nothing denies that `earlier` happened before `later`.
[[nodiscard]] inline bool possibly_before(const view& v, event_ref earlier, event_ref later) {
  return !v.before(later, earlier);
}

// --- tasks and errors ---

/// The tasks of the group that failed, in order of index.
[[nodiscard]] std::vector<const task_view*> failures_of(const view& v, const group_view& group);
/// Whether a task of the group may have failed before the wait returned.
[[nodiscard]] bool failure_possible_by(const view& v, const group_view& group, const wait_view& wait);
/// Whether the result holds an error that is made of nothing, and how that comes about, as sentences end.
[[nodiscard]] bool reports_nil_error(const wait_view& wait);
inline constexpr std::string_view nil_became_error =
    "Wrapping an absent error, or returning a null pointer as an error, turned a success into a failure.";
/// Whether the task was dropped by a group that may do so once it is cancelled (P02 judges whether it was).
[[nodiscard]] bool dropped_by_right(const view& v, const task_view& task);
/// Whether a task of its own group submitted it.
[[nodiscard]] bool submitted_inside(const view& v, const task_view& task);
/// Whether the task may have been counted down before this: its body has ended and its callable is gone
/// (P54).
[[nodiscard]] bool may_have_left_before(const view& v, const task_view& task, event_ref ref);
/// The tasks that the wait certainly joins: those whose submit was over before it began, and those that were
/// submitted while such a task was active, so that the group can't have been empty meanwhile (P36).
[[nodiscard]] std::vector<const task_view*> certainly_joined(const view& v, const group_view& group,
                                                             const wait_view& wait);
/// The tasks of the outermost group that must have left if this change of the limit was accepted.
[[nodiscard]] std::vector<const task_view*> certainly_active_before(const view& v, const limit_view& change);
[[nodiscard]] bool certainly_joins(const view& v, const wait_view& wait, const task_view& task);
/// Events that come before whatever the wait does: its begin, and what the driver had done before.
[[nodiscard]] few_events certainly_precede(const wait_view& wait);
/// Whether the task's body was certainly still running when the wait returned.
[[nodiscard]] bool runs_beyond(const view& v, const task_view& task, const wait_view& wait);
[[nodiscard]] bool same_errors(const wait_view& a, const wait_view& b);
/// The task of the group that failed with this error; null where none did.
[[nodiscard]] const task_view* failed_with(const view& v, const group_view& group, std::uint32_t error);
/// The same, but null where several may have failed with it (tasks whose threads exited share one error).
[[nodiscard]] const task_view* only_one_with(const view& v, const group_view& group, std::uint32_t error);
/// Those that one actor submitted stand in that order.
[[nodiscard]] std::vector<const task_view*> in_order_of_submission(std::vector<const task_view*> tasks);
/// The tasks that failed and that the wait certainly joins, in order of submission.
[[nodiscard]] std::vector<const task_view*> joined_failures(const view& v, const group_view& group,
                                                            const wait_view& wait);
/// How many leaves of a result the error of this task makes.
[[nodiscard]] std::ptrdiff_t leaves_of(const plan::plan& plan, const task_view& failed);
/// An event that certainly follows the record of a task's error, and how that is known.
struct bound {
  event_ref event;
  std::string_view why;
};
/// How it is known that the error of this failed task was recorded before that event; nothing where it may
/// not have been. "Its body had ended" is no proof: a task can lose the processor between its return and the
/// record.
[[nodiscard]] std::optional<bound> certainly_recorded_before(const view& v, const group_view& group,
                                                             const task_view& failed, event_ref ref);
/// The task whose error a wait of a fail-fast group returned; null where it returned none, or an error of no
/// task, or one that several may have returned.
[[nodiscard]] const task_view* winner_of(const view& v, const group_view& group, const wait_view& wait);

// --- cancellation ---

/// Every look at the group's context: by its tasks, by its driver, and right after its waits.
[[nodiscard]] std::vector<const observation*> observations_of(const view& v, const group_view& group);
/// Whether a task of this group may have failed before the look ended.
[[nodiscard]] bool failure_possible_before(const view& v, const group_view& group, const observation& look);
/// Whether this wait may have joined its tasks, and so have cancelled the context, before the look ended.
[[nodiscard]] bool wait_possible_before(const view& v, const wait_view& wait, const observation& look);
/// Whether the outermost group's destruction, which cancels its context (P56), may have begun before this.
[[nodiscard]] bool destruction_possible_before(const view& v, event_ref ref);
/// Whether the group that was looked at may have cancelled itself before the look ended: by a failure or a
/// wait.
[[nodiscard]] bool cancelled_by_itself_possible(const view& v, const observation& look);
/// Whether the group, or one of those it is derived from, may have cancelled itself before the look ended.
[[nodiscard]] bool own_cancellation_possible_before(const view& v, const observation& look);
/// The same of those it is derived from only.
[[nodiscard]] bool outer_cancellation_possible_before(const view& v, const observation& look);
/// An event by which the parent's cancellation had certainly reached the context of this look, if it began;
/// nothing where that is not certain. Where two cancellations meet, the second may return while the first is
/// still under way, be it of the parent or of a group in between.
[[nodiscard]] std::optional<event_ref> parent_certainly_cancelled(const view& v, const observation& look);

// --- permits ---

/// Events by each of which the task certainly had its permit: the end of its submit, the begin of its body.
[[nodiscard]] few_events certainly_acquired(const task_view& task);
/// Whether the task was certainly submitted after this limit came into force.
[[nodiscard]] bool submitted_in(const view& v, const limit_epoch& epoch, const task_view& task);
/// How many tasks of this epoch, besides the caller's own, certainly held a permit at one instant with it:
/// intervals of which each two overlap have an instant in common (Helly, in one dimension). Those that were
/// certainly let in later don't count. Requires: the caller was accepted.
[[nodiscard]] std::uint32_t certain_holders(const view& v, const limit_epoch& epoch, const task_view& caller);
/// How many tasks of the outermost group may have held a permit at some instant of this call, the caller's
/// own not among them.
[[nodiscard]] std::uint32_t possible_holders(const view& v, const task_view* caller, const interval& call);
/// Whether some task threw out of its submit before this.
[[nodiscard]] bool submit_threw_before(const view& v, event_ref ref);
/// Whether a wait that had joined tasks has certainly returned before this.
[[nodiscard]] bool wait_returned_before(const view& v, event_ref ref);

// --- gathering ---

/// Tasks of the outermost group of which each two overlap, the first of them given: so all do, at one instant
/// (Helly, in one dimension). Of those that `fits` takes, in order of index; not always the most.
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

/// Calls `body(group, wait)` for each wait that has returned.
template <class F>
void for_each_returned_wait(const view& v, F body) {
  for (const group_view& group : v.groups)
    for (const wait_view& wait : group.waits)
      if (wait.when.ended()) body(group, wait);
}

}  // namespace gauntlet::check
