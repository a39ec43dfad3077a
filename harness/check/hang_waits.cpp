#include <fmt/format.h>

#include <algorithm>

#include "harness/check/hang_rules.hpp"

// Waits that never return.
namespace gauntlet::check::hangs {
namespace {

using history::event_kind;

const limit_view* changed_while_active(const blocked_case& at) {
  for (const limit_view& call : at.v.limits)
    for (const task_view& task : at.v.tasks)
      if (call.when.ended() && call.accepted && task.accepted && task.group == 0 &&
          at.v.before(task.submit.end_ref, call.when.begin_ref) &&
          (!task.body.ended() || at.v.before(call.when.end_ref, task.body.end_ref)))
        return &call;
  return nullptr;
}

bool exited(const task_view& task) { return task.body.ended() && task.outcome == history::outcome::exited; }

/// Returns whether a wait that returned proves that the task was counted down.
bool certainly_counted_down(const blocked_case& at, const group_view& group, const task_view& task) {
  return std::any_of(group.waits.begin(), group.waits.end(), [&](const wait_view& wait) {
    return wait.when.ended() && certainly_joins(at.v, wait, task);
  });
}

/// Returns a task whose thread exited, if each task that may not have been counted down is one. Otherwise
/// an exit is only a circumstance: the count-down of another task, or its wake-up, may be the one that is
/// missing.
const task_view* only_exits_are_uncounted(const blocked_case& at, const group_view& group) {
  const task_view* found = nullptr;
  for (const auto index : group.tasks) {
    const task_view& task = at.v.tasks[index];
    if (!task.accepted || certainly_counted_down(at, group, task)) continue;
    if (!exited(task)) return nullptr;
    if (found == nullptr) found = &task;
  }
  return found;
}

/// Returns a sentence about the tasks of the group whose threads exited; empty if there are none.
std::string exits_of(const blocked_case& at, const group_view& group) {
  for (const auto index : group.tasks)
    if (exited(at.v.tasks[index]))
      return fmt::format(" The thread of {} was made to exit.", name_of(at.v.tasks[index]));
  return "";
}

/// Returns whether a wait that never returns began before another wait of the group had certainly returned.
bool concurrent_with_another(const blocked_case& at, const group_view& group) {
  for (const wait_view& stuck : group.waits)
    for (const wait_view& other : group.waits)
      if (!stuck.when.ended() && other.when.ended() && !at.v.before(other.when.end_ref, stuck.when.begin_ref))
        return true;
  return false;
}

bool blocked_in_wait(const blocked_case& at, const task_view& task) {
  const event* e = at.last(task.index + 1);
  return e != nullptr && e->kind == event_kind::wait_begin;
}

}  // namespace

maybe_violation late_timed_wait(const blocked_case& at) {
  constexpr std::uint32_t longest_us = 200'000;
  for (const auto log : at.actors())
    if (at.last(log)->kind == event_kind::wait_begin && at.last(log)->extra <= longest_us)
      return violation{"P60",
                       fmt::format("wait() with a timeout of {} us blocks forever. It must return when its "
                                   "timeout has passed, whatever the tasks do.",
                                   at.last(log)->extra),
                       {at.last_ref(log)}};
  return std::nullopt;
}

maybe_violation blocked_wait(const blocked_case& at) {
  const auto log = at.blocked_in(event_kind::wait_begin);
  if (!log || std::any_of(at.v.tasks.begin(), at.v.tasks.end(),
                          [&](const task_view& t) { return at.task_running(t) && !blocked_in_wait(at, t); }))
    return std::nullopt;
  const group_view& group = at.v.groups[at.last(*log)->value];
  const bool empty = std::none_of(group.tasks.begin(), group.tasks.end(),
                                  [&](std::uint32_t t) { return at.v.tasks[t].submit.begun(); });
  const bool again =
      std::any_of(group.waits.begin(), group.waits.end(), [](const wait_view& w) { return w.when.ended(); });
  if (empty)
    return violation{"P37",
                     "wait() blocks forever on a group without tasks. It must return immediately.",
                     {at.last_ref(*log)}};
  if (const limit_view* changed = changed_while_active(at))
    return violation{
        "P32",
        "wait() blocks forever after the limit was changed while a task was active. set_limit() must "
        "refuse such a change.",
        {changed->when.begin_ref, at.last_ref(*log)}};
  if (at.submit_threw())
    return violation{
        at.submit_promise(),
        "wait() blocks forever after a submit() threw. Look for a count or a permit that was not restored.",
        {at.last_ref(*log)}};
  if (const task_view* exited_task = only_exits_are_uncounted(at, group))
    return violation{"P48",
                     fmt::format("wait() blocks forever after the thread of {} was made to exit. Look for "
                                 "a count-down that the exit skips.",
                                 name_of(*exited_task)),
                     {exited_task->body.end_ref, at.last_ref(*log)}};
  if (again && concurrent_with_another(at, group))
    return violation{
        "P39",
        "One of several concurrent wait() calls returned, but another blocks forever. Look for a "
        "notification that wakes only one waiter." +
            exits_of(at, group),
        {at.last_ref(*log)}};
  if (again)
    return violation{
        "P38",
        "wait() blocks forever after an earlier wait() returned, although every task has ended." +
            exits_of(at, group),
        {at.last_ref(*log)}};
  return violation{
      "P04",
      "wait() blocks forever, although every task has ended. Look for a lost wake-up." + exits_of(at, group),
      {at.last_ref(*log)}};
}

maybe_violation blocked_drain(const blocked_case& at) {
  if (at.last(0) == nullptr || at.last(0)->kind != event_kind::drain_begin) return std::nullopt;
  if (std::any_of(at.v.tasks.begin(), at.v.tasks.end(),
                  [&](const task_view& task) { return task.body.begun() && !task.body.ended(); }))
    return std::nullopt;
  return violation{
      "P04",
      "The drain blocks forever, although every task has ended. It must receive the result of each "
      "task once. Look for a result that was received but not counted.",
      {at.last_ref(0)}};
}

}  // namespace gauntlet::check::hangs
