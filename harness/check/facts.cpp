#include "harness/check/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gauntlet::check {

std::string name_of(const task_view& task) { return fmt::format("task {}", task.index); }

std::string name_of(const wait_view& wait) {
  if (wait.group != 0) return fmt::format("wait() of nested group {}", wait.group);
  return wait.actor == history::driver ? "wait()" : "wait() on an additional thread";
}

std::string name_of_error(std::uint32_t error) { return history::name_of_error(error); }

std::string errors_of(const wait_view& wait) {
  if (wait.leaf_count == 0) return "no error";
  std::string text;
  for (const leaf& leaf : wait.leaves) text += (text.empty() ? "" : ", ") + name_of_error(leaf.error);
  if (wait.leaf_count > wait.leaves.size())
    text += fmt::format("{}{} more", text.empty() ? "" : " and ", wait.leaf_count - wait.leaves.size());
  return text;
}

few_events certainly_acquired(const task_view& task) {
  few_events known;
  if (task.submit.ended() && task.accepted) known.add(task.submit.end_ref);
  if (task.body.begun()) known.add(task.body.begin_ref);
  return known;
}

std::vector<const task_view*> failures_of(const view& v, const group_view& group) {
  std::vector<const task_view*> failed;
  for (const auto index : group.tasks)
    if (v.tasks[index].failed()) failed.push_back(&v.tasks[index]);
  return failed;
}

const task_view* failed_with(const view& v, const group_view& group, std::uint32_t error) {
  for (const auto* task : failures_of(v, group))
    if (task->error == error) return task;
  return nullptr;
}

const task_view* only_task_failed_with(const view& v, const group_view& group, std::uint32_t error) {
  return error == history::id_abandoned ? nullptr : failed_with(v, group, error);
}

bool failure_possible_by(const view& v, const group_view& group, const wait_view& wait) {
  const auto failed = failures_of(v, group);
  return std::any_of(failed.begin(), failed.end(), [&](const task_view* task) {
    return possibly_before(v, task->body.end_ref, wait.when.end_ref);
  });
}

bool reports_nil_error(const wait_view& wait) {
  return std::any_of(wait.leaves.begin(), wait.leaves.end(),
                     [](const leaf& leaf) { return leaf.error == history::id_of_nil; });
}

bool legally_dropped(const view& v, const task_view& task) {
  return task.dropped && !v.capabilities.runs_after_cancel;
}

bool possibly_counted_down_before(const view& v, const task_view& task, event_ref ref) {
  if (task.dropped) return possibly_before(v, task.disposals.front(), ref);
  return task.body.ended() && possibly_before(v, task.body.end_ref, ref) &&
         (task.disposals.size() != 1 || possibly_before(v, task.disposals.front(), ref));
}

namespace {

// True if `task` was certainly active from before the begin of the submit until `submitted` was certainly
// counted.
bool active_meanwhile(const view& v, const task_view& task, const task_view& submitted) {
  const auto counted = certainly_acquired(submitted);
  return v.before(task.submit.end_ref, submitted.submit.begin_ref) &&
         std::any_of(counted.begin(), counted.end(),
                     [&](event_ref known) { return !possibly_counted_down_before(v, task, known); });
}

// Consider an instant within a call at which the group is empty, for example a join. Returns the tasks that
// `certainly` says were counted before that instant, and the tasks that were submitted while one of these was
// active: they were counted before the group became empty. A task that was submitted after the call had
// returned is not among them: if an earlier task was still active then, the call returned too early.
template <class F>
std::vector<const task_view*> counted_before(const view& v, const group_view& group, const interval& call,
                                             F certainly) {
  std::vector<const task_view*> counted, others;
  for (const auto index : group.tasks) {
    const task_view& task = v.tasks[index];
    if (!task.accepted || (call.ended() && v.before(call.end_ref, task.submit.begin_ref))) continue;
    (certainly(task) ? counted : others).push_back(&task);
  }
  std::sort(others.begin(), others.end(),
            [](const task_view* a, const task_view* b) { return a->submit.begin < b->submit.begin; });
  for (const task_view* task : others) {
    const bool busy = std::any_of(counted.begin(), counted.end(), [&](const task_view* other) {
      return (submitted_by_group_task(v, *task) && task->parent == other->index) ||
             active_meanwhile(v, *other, *task);
    });
    if (busy) counted.push_back(task);
  }
  return counted;
}

}  // namespace

std::vector<const task_view*> certainly_joined(const view& v, const group_view& group,
                                               const wait_view& wait) {
  return counted_before(v, group, wait.when, [&](const task_view& task) { return v.joined(task, wait); });
}

std::vector<const task_view*> certainly_active_before(const view& v, const limit_view& change) {
  return counted_before(v, v.groups[0], change.when, [&](const task_view& task) {
    const auto known = certainly_acquired(task);
    return std::any_of(known.begin(), known.end(),
                       [&](event_ref counted) { return v.before(counted, change.when.begin_ref); });
  });
}

bool certainly_joins(const view& v, const wait_view& wait, const task_view& task) {
  if (v.joined(task, wait)) return true;
  if (!task.accepted || task.group != wait.group) return false;
  const auto joined = certainly_joined(v, v.groups[wait.group], wait);
  return std::find(joined.begin(), joined.end(), &task) != joined.end();
}

few_events certainly_precede(const wait_view& wait) {
  few_events known;
  known.add(wait.when.begin_ref);
  if (wait.follows.index > 0) known.add({wait.follows.log, wait.follows.index - 1});
  return known;
}

bool submitted_by_group_task(const view& v, const task_view& task) {
  return task.parent && v.tasks[*task.parent].group == task.group;
}

bool certainly_running_after(const view& v, const task_view& task, const wait_view& wait) {
  if (!task.body.begun()) return false;
  return !task.body.ended() || !possibly_before(v, task.body.end_ref, wait.when.end_ref);
}

bool same_errors(const wait_view& a, const wait_view& b) {
  const auto same = [](const leaf& x, const leaf& y) { return x.error == y.error; };
  return a.leaf_count == b.leaf_count &&
         std::equal(a.leaves.begin(), a.leaves.end(), b.leaves.begin(), b.leaves.end(), same);
}

std::vector<const task_view*> in_order_of_submission(std::vector<const task_view*> tasks) {
  std::stable_sort(tasks.begin(), tasks.end(), [](const task_view* a, const task_view* b) {
    const event_ref first = a->submit.begin_ref, second = b->submit.begin_ref;
    return std::pair(first.log, first.index) < std::pair(second.log, second.index);
  });
  return tasks;
}

std::vector<const task_view*> joined_failures(const view& v, const group_view& group, const wait_view& wait) {
  auto failed = certainly_joined(v, group, wait);
  std::erase_if(failed, [&](const task_view* task) { return !task->failed(); });
  return in_order_of_submission(std::move(failed));
}

std::ptrdiff_t leaf_count_of(const plan::plan& plan, const task_view& failed) {
  const bool returned_own = failed.outcome == history::outcome::failed && failed.error == failed.index;
  return returned_own && plan.tasks[failed.index].shape == plan::error_shape::joined ? 3 : 1;
}

const task_view* winner_of(const view& v, const group_view& group, const wait_view& wait) {
  return wait.leaves.empty() ? nullptr : only_task_failed_with(v, group, wait.leaves.front().error);
}

namespace {

// True if `one` certainly has its permit before `other` ends.
bool certainly_has_before_end(const view& v, const task_view& one, const task_view& other) {
  const auto had = certainly_acquired(one);
  if (!other.dropped && !other.body.ended()) return !had.empty();
  const auto end = other.dropped ? other.disposals.front() : other.body.end_ref;
  return std::any_of(had.begin(), had.end(), [&](event_ref acquired) { return v.before(acquired, end); });
}
// True if both certainly hold a permit at the same instant.
bool certainly_hold_together(const view& v, const task_view& a, const task_view& b) {
  return certainly_has_before_end(v, a, b) && certainly_has_before_end(v, b, a);
}

template <class Fits>
std::vector<const task_view*> holding_together(const view& v, const task_view& first, Fits fits) {
  return overlapping_with(v, first, fits, [&](const task_view& a, const task_view& b) {
    return certainly_hold_together(v, a, b);
  });
}

// Returns the epoch that contains the task from its submit to the end of its body; null if there is none.
const limit_epoch* epoch_of(const view& v, const task_view& task) {
  if (task.group != 0 || !task.body.ended()) return nullptr;
  return v.epoch_of({task.submit.begin, task.body.end, task.submit.begin_ref, task.body.end_ref});
}

// True if `from` certainly released its permit before the event: other tasks hold all permits, and `from` had
// its own before any of them ended. A task releases its permit only after it has recorded its error.
bool certainly_released_permit_before(const view& v, const task_view& from, event_ref ref) {
  const auto* epoch = epoch_of(v, from);
  if (epoch == nullptr || !epoch->limit || *epoch->limit == 0) return false;
  const auto fits = [&](const task_view& task) {
    const auto had = certainly_acquired(task);
    return &task != &from && epoch_of(v, task) == epoch && certainly_has_before_end(v, from, task) &&
           std::any_of(had.begin(), had.end(), [&](event_ref acquired) { return v.before(acquired, ref); });
  };
  return std::any_of(v.tasks.begin(), v.tasks.end(), [&](const task_view& first) {
    return fits(first) && holding_together(v, first, fits).size() >= *epoch->limit;
  });
}

// A task records its error before it is counted down; a returned wait or an accepted set_limit follows the
// count-down.
std::optional<bound> joined_before(const view& v, const group_view& group, const task_view& failed,
                                   event_ref ref) {
  for (const wait_view& wait : group.waits)
    if (v.capabilities.joins && wait.when.ended() && v.before(wait.when.end_ref, ref) &&
        certainly_joins(v, wait, failed))
      return bound{wait.when.end_ref, "a wait() that joined its task had already returned"};
  for (const limit_view& change : v.limits) {
    if (group.index != 0 || !change.when.ended() || !change.accepted || !v.before(change.when.end_ref, ref))
      continue;
    const auto active = certainly_active_before(v, change);
    if (std::find(active.begin(), active.end(), &failed) != active.end())
      return bound{change.when.end_ref,
                   "the limit had been changed since its task was submitted, which is possible only if no "
                   "task is active"};
  }
  return std::nullopt;
}

std::optional<bound> observed_as_cause_before(const view& v, const group_view& group, const task_view& failed,
                                              event_ref ref) {
  if (!v.capabilities.cause) return std::nullopt;
  for (const observation* observed : observations_of(v, group))
    if (observed->cancelled && v.before(observed->when.end_ref, ref) &&
        only_task_failed_with(v, group, observed->cause) == &failed)
      return bound{observed->when.end_ref, "it had already been observed as the cause of the cancellation"};
  return std::nullopt;
}

// True if another body ran on the thread of this task at that event.
bool runs_another_body(const view& v, const task_view& task, event_ref at) {
  return std::any_of(v.tasks.begin(), v.tasks.end(), [&](const task_view& other) {
    return &other != &task && other.thread == task.thread && other.body.begun() &&
           v.before(other.body.begin_ref, at) && !(other.body.ended() && v.before(other.body.end_ref, at));
  });
}

}  // namespace

std::optional<event_ref> settled_before(const view& v, const task_view& task, event_ref ref) {
  if (!task.body.ended()) return std::nullopt;
  for (const event_ref quiescent : v.quiescent)
    if (v.before(task.body.end_ref, quiescent) && v.before(quiescent, ref) &&
        !runs_another_body(v, task, quiescent))
      return quiescent;
  return std::nullopt;
}

std::optional<bound> certainly_recorded_before(const view& v, const group_view& group,
                                               const task_view& failed, event_ref ref) {
  if (v.before(ref, failed.body.end_ref)) return std::nullopt;
  if (const auto joined = joined_before(v, group, failed, ref)) return joined;
  if (const auto observed = observed_as_cause_before(v, group, failed, ref)) return observed;
  if (const auto settled = settled_before(v, failed, ref))
    return bound{*settled,
                 "its task had ended, and after that no other thread could run code of the group any more"};
  if (certainly_released_permit_before(v, failed, ref))
    return bound{ref,
                 "other tasks had since held all permits, and a task releases its permit only after its "
                 "error is recorded"};
  return std::nullopt;
}

std::vector<const observation*> observations_of(const view& v, const group_view& group) {
  std::vector<const observation*> observations;
  for (const auto index : group.tasks)
    for (const observation& observed : v.tasks[index].observations) observations.push_back(&observed);
  for (const observation& observed : group.driver_observations) observations.push_back(&observed);
  for (const wait_view& wait : group.waits)
    if (wait.after) observations.push_back(&*wait.after);
  return observations;
}

bool failure_possible_before(const view& v, const group_view& group, const observation& observed) {
  const auto failed = failures_of(v, group);
  return std::any_of(failed.begin(), failed.end(), [&](const task_view* task) {
    return possibly_before(v, task->body.end_ref, observed.when.end_ref);
  });
}

namespace {

// True if the wait may have begun before the event.
bool may_begin_before(const view& v, const wait_view& wait, event_ref ref) {
  const auto known = certainly_precede(wait);
  return std::all_of(known.begin(), known.end(), [&](event_ref earlier) {
    return !(earlier == ref) && possibly_before(v, earlier, ref);
  });
}

// True if the observing task is certainly joined by the wait. Its body ends before the join, and therefore
// before the cancellation by this wait.
bool certainly_within(const view& v, const wait_view& wait, std::optional<std::uint32_t> task) {
  return task && v.capabilities.joins && certainly_joins(v, wait, v.tasks[*task]);
}

// True if the wait may have cancelled the context before this event: it may have begun, and all tasks that it
// must join may have been counted down.
bool wait_possible(const view& v, const wait_view& wait, event_ref observation_end,
                   std::optional<std::uint32_t> observer) {
  if (certainly_within(v, wait, observer) || !may_begin_before(v, wait, observation_end)) return false;
  const auto& tasks = v.groups[wait.group].tasks;
  return !v.capabilities.joins || std::none_of(tasks.begin(), tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    return v.joined(task, wait) && !possibly_counted_down_before(v, task, observation_end);
  });
}

}  // namespace

bool wait_possible_before(const view& v, const wait_view& wait, const observation& observed) {
  return wait_possible(v, wait, observed.when.end_ref, observed.task);
}

bool destruction_possible_before(const view& v, event_ref ref) {
  return v.parent_cancelled_at_end && possibly_before(v, v.parent_state_ref, ref);
}

namespace {

bool group_cancellation_possible(const view& v, const group_view& group, const observation& observed,
                                 std::optional<std::uint32_t> observer) {
  if (failure_possible_before(v, group, observed)) return true;
  return std::any_of(group.waits.begin(), group.waits.end(), [&](const wait_view& wait) {
    return wait_possible(v, wait, observed.when.end_ref, observer);
  });
}

}  // namespace

bool self_cancellation_possible_before(const view& v, const observation& observed) {
  return group_cancellation_possible(v, v.groups[observed.group], observed, observed.task);
}

bool own_cancellation_possible_before(const view& v, const observation& observed) {
  return destruction_possible_before(v, observed.when.end_ref) ||
         self_cancellation_possible_before(v, observed) || outer_cancellation_possible_before(v, observed);
}

bool outer_cancellation_possible_before(const view& v, const observation& observed) {
  for (auto opener = v.groups[observed.group].opened_by; opener;) {
    const group_view& outer = v.groups[v.tasks[*opener].group];
    if (destruction_possible_before(v, observed.when.end_ref) ||
        group_cancellation_possible(v, outer, observed, opener))
      return true;
    opener = outer.opened_by;
  }
  return false;
}

std::optional<event_ref> parent_certainly_cancelled(const view& v, const observation& observed) {
  if (v.plan.deadline_us || v.parent_cancels.empty() || outer_cancellation_possible_before(v, observed))
    return std::nullopt;
  const auto& cancels = v.parent_cancels;
  // True if no other cancellation of the parent can still be in progress when this one returns.
  const auto alone = [&](const interval& cancel) {
    return std::all_of(cancels.begin(), cancels.end(), [&](const interval& other) {
      return &other == &cancel || v.before(cancel.end_ref, other.begin_ref) ||
             (other.ended() && v.before(other.end_ref, cancel.end_ref));
    });
  };
  for (const interval& cancel : cancels)
    if (cancel.ended() && alone(cancel)) return cancel.end_ref;
  return std::nullopt;
}

bool submitted_in(const view& v, const limit_epoch& epoch, const task_view& task) {
  return task.submit.begun() && (!epoch.from || v.before(*epoch.from, task.submit.begin_ref));
}

namespace {

// True if `task` was certainly submitted after `than` had its permit.
bool certainly_submitted_later(const view& v, const task_view& task, const task_view& than) {
  const auto had = certainly_acquired(than);
  return std::any_of(had.begin(), had.end(),
                     [&](event_ref acquired) { return v.before(acquired, task.submit.begin_ref); });
}

}  // namespace

std::uint32_t certain_holders(const view& v, const limit_epoch& epoch, const task_view& caller) {
  const auto together = holding_together(v, caller, [&](const task_view& task) {
    return task.index != caller.index && submitted_in(v, epoch, task) &&
           !certainly_submitted_later(v, task, caller);
  });
  return static_cast<std::uint32_t>(together.size() - 1);
}

namespace {

// True if the task certainly released its permit before the call began: an accepted set_limit or a returned
// wait proves it (P27, P32), or a quiescent group. The end of its body does not, because the permit is
// released later.
bool certainly_released(const view& v, const task_view& task, const interval& call) {
  if (settled_before(v, task, call.begin_ref)) return true;
  for (const limit_view& change : v.limits)
    if (change.when.ended() && change.accepted && task.submit.ended() &&
        v.before(task.submit.end_ref, change.when.begin_ref) && v.before(change.when.end_ref, call.begin_ref))
      return true;
  for (const wait_view& wait : v.groups[0].waits)
    if (wait.when.ended() && v.joined(task, wait) && v.before(wait.when.end_ref, call.begin_ref)) return true;
  return false;
}

// True if the task may hold a permit at some instant of the call. A submit that throws may hold one until it
// ends; a rejected one never does.
bool may_hold(const view& v, const task_view& task, const interval& call) {
  if (task.group != 0 || !task.submit.begun()) return false;
  if (v.before(call.end_ref, task.submit.begin_ref)) return false;
  if (task.rejected) return false;
  if (task.threw) return possibly_before(v, call.begin_ref, task.submit.end_ref);
  return !certainly_released(v, task, call);
}

}  // namespace

std::uint32_t possible_holders(const view& v, const task_view* caller, const interval& call) {
  std::uint32_t holders = 0;
  for (const task_view& task : v.tasks) holders += &task != caller && may_hold(v, task, call) ? 1 : 0;
  return holders;
}

bool submit_threw_before(const view& v, event_ref ref) {
  return std::any_of(v.tasks.begin(), v.tasks.end(),
                     [&](const task_view& task) { return task.threw && v.before(task.submit.end_ref, ref); });
}

bool wait_returned_before(const view& v, event_ref ref) {
  const auto& waits = v.groups[0].waits;
  return std::any_of(waits.begin(), waits.end(), [&](const wait_view& wait) {
    return wait.when.ended() && v.before(wait.when.end_ref, ref);
  });
}

}  // namespace gauntlet::check
