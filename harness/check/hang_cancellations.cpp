#include <fmt/format.h>

#include <algorithm>

#include "harness/check/hang_rules.hpp"

// Waits for a cancellation that never return, and callbacks.
namespace gauntlet::check::hangs {
namespace {

using history::event_kind;

/// Returns a failed task that should have cancelled this group: a task of the group, or of the nearest
/// group that it is derived from. Sets `inherited` if it is not a task of this group. Returns null if there
/// is none.
const task_view* failure_above(const blocked_case& at, std::uint32_t group, bool& inherited) {
  inherited = false;
  while (true) {
    const auto failed = failures_of(at.v, at.v.groups[group]);
    if (!failed.empty()) return failed.front();
    if (!at.v.groups[group].opened_by) return nullptr;
    group = at.v.tasks[*at.v.groups[group].opened_by].group;
    inherited = true;
  }
}

/// Returns what the callback does, as a part of a sentence.
const char* what_it_does(plan::callback_action action) {
  if (action == plan::callback_action::cancel_parent) return "that cancels the parent context";
  if (action == plan::callback_action::await_task) return "that waits until a cancelled task has ended";
  return "that only reads the context";
}

bool observed_before_submit(const blocked_case& at, const task_view& observer, std::uint32_t log) {
  if (log == 0 || log > at.v.tasks.size() || observer.group != at.v.tasks[log - 1].group) return false;
  return std::any_of(
      observer.observations.begin(), observer.observations.end(), [&](const observation& observed) {
        return observed.cancelled && at.v.before(observed.when.end_ref, at.v.tasks[log - 1].submit.begin_ref);
      });
}

/// Returns whether this group, or a group that it is derived from, has a deadline that passes.
bool deadline_passes(const view& v, std::uint32_t group) {
  const auto passes = [](const std::optional<std::uint32_t>& us) {
    return us && *us < plan::far_deadline_us;
  };
  while (group != 0) {
    if (passes(nested_group_of(v.plan, group).deadline_us)) return true;
    if (!v.groups[group].opened_by) break;
    group = v.tasks[*v.groups[group].opened_by].group;
  }
  return passes(v.plan.deadline_us);
}

maybe_violation lost_cancellation(const blocked_case& at, std::uint32_t log, std::uint32_t group,
                                  const std::string& who) {
  if (!at.v.capabilities.context || !at.v.plan.context) return std::nullopt;
  bool inherited = false;
  const task_view* failed = failure_above(at, group, inherited);
  const bool late = std::any_of(at.v.tasks.begin(), at.v.tasks.end(),
                                [&](const task_view& task) { return observed_before_submit(at, task, log); });
  if (late)
    return violation{
        "P18",
        fmt::format("{} waits forever for the cancellation, although another task had observed the "
                    "cancellation before {} was submitted.",
                    who, who),
        {at.last_ref(log)}};
  if (failed != nullptr)
    return violation{
        inherited ? "P20" : "P13",
        fmt::format("{} waits forever for the cancellation, although {} failed{}", who, name_of(*failed),
                    inherited ? " in an outer group. The cancellation of an outer group must reach the "
                                "nested group."
                              : ". The first failure must cancel the context, without a call of wait()."),
        {failed->body.end_ref, at.last_ref(log)}};
  const bool parent = std::any_of(at.v.parent_cancels.begin(), at.v.parent_cancels.end(),
                                  [](const interval& c) { return c.ended(); });
  if (parent || deadline_passes(at.v, group))
    return violation{"P20",
                     fmt::format("{} waits forever for the cancellation, although {}. That must cancel the "
                                 "group's context.",
                                 who,
                                 parent ? "the parent context was cancelled"
                                        : "the deadline of the parent context has passed"),
                     {at.last_ref(log)}};
  const auto& waits = at.v.groups[group].waits;
  if (std::any_of(waits.begin(), waits.end(), [](const wait_view& wait) { return wait.when.ended(); }))
    return violation{
        "P15",
        fmt::format("{} waits forever for the cancellation, although a wait() returned. A wait() that "
                    "returns must cancel the context.",
                    who),
        {at.last_ref(log)}};
  return std::nullopt;
}

}  // namespace

maybe_violation unfinished_callback(const blocked_case& at) {
  for (const callback_view& callback : at.v.callbacks)
    for (const callback_view::run& run : callback.runs)
      if (!run.end)
        return violation{"P24",
                         fmt::format("A cancellation callback {} never returns. Look for a lock that is held "
                                     "while callbacks run.",
                                     what_it_does(callback.action)),
                         {run.begin}};
  return std::nullopt;
}

maybe_violation missed_cancellation(const blocked_case& at) {
  for (const auto log : at.actors())
    if (log > 0 && at.last(log)->kind == event_kind::await_begin)
      if (auto found = lost_cancellation(at, log, at.last(log)->value, fmt::format("task {}", log - 1)))
        return found;
  return std::nullopt;
}

maybe_violation missed_driver_cancellation(const blocked_case& at) {
  if (at.actors().empty() || at.last(0) == nullptr || at.last(0)->kind != event_kind::await_begin)
    return std::nullopt;
  return lost_cancellation(at, 0, 0, "the driver");
}

}  // namespace gauntlet::check::hangs
