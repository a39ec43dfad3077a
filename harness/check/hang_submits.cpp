#include <fmt/format.h>

#include <algorithm>

#include "harness/check/hang_rules.hpp"

// Tasks that do not begin, and submits that never return.
namespace gauntlet::check::hangs {
namespace {

using history::event_kind;

bool try_submitted_by_task(const blocked_case& at, const task_view& task) {
  return task.parent && std::any_of(at.v.plan.tasks[*task.parent].steps.begin(),
                                    at.v.plan.tasks[*task.parent].steps.end(), [&](const plan::step& step) {
                                      return step.kind == plan::step_kind::try_submit &&
                                             step.value == task.index;
                                    });
}

const task_view* pending_submit(const blocked_case& at, bool non_blocking) {
  for (const task_view& task : at.v.tasks) {
    if (!task.submit.begun() || task.submit.ended()) continue;
    const bool tries =
        std::any_of(at.v.plan.driver.begin(), at.v.plan.driver.end(),
                    [&](const plan::driver_step& step) {
                      return step.kind == plan::driver_kind::try_submit && step.value == task.index;
                    }) ||
        try_submitted_by_task(at, task);
    if (tries == non_blocking) return &task;
  }
  return nullptr;
}

}  // namespace

maybe_violation never_begun(const blocked_case& at) {
  for (const task_view& task : at.v.tasks) {
    if (!task.accepted || legally_dropped(at.v, task) || task.body.begun()) continue;
    if (!at.permit_is_free()) continue;
    if (at.v.capabilities.starts_on_submit && at.blocked_at_rendezvous()) break;
    if (!at.v.capabilities.starts_on_submit && !at.wait_open()) continue;
    if (const auto* running_other = at.running_task(task.group))
      return violation{
          "P03",
          fmt::format("{} was accepted, but it does not start while {} runs. The two must be able to run "
                      "concurrently.",
                      name_of(task), name_of(*running_other)),
          {task.submit.end_ref, at.last_ref(running_other->index + 1)}};
    return violation{
        "P02", fmt::format("{} was accepted, but it never ran.", name_of(task)), {task.submit.end_ref}};
  }
  return std::nullopt;
}

maybe_violation blocked_submit(const blocked_case& at) {
  const task_view* task = pending_submit(at, false);
  if (task == nullptr || !at.permit_is_free()) return std::nullopt;
  if (submitted_by_group_task(at.v, *task) && !at.limit())
    return violation{
        "P34",
        fmt::format("{} blocks forever while it submits {} to its own group, although the group has no "
                    "limit.",
                    name_of(at.v.tasks[*task->parent]), name_of(*task)),
        {task->submit.begin_ref}};
  if (at.limit_is_lifted())
    return violation{
        "P31",
        fmt::format("submit() of {} blocks forever, although the limit was lifted.", name_of(*task)),
        {task->submit.begin_ref}};
  if (at.submit_threw())
    return violation{at.submit_promise(),
                     fmt::format("submit() of {} blocks forever after an earlier submit() threw. Look "
                                 "for a count or a permit that was not restored.",
                                 name_of(*task)),
                     {task->submit.begin_ref}};
  if (at.limit())
    return violation{
        "P26",
        fmt::format("submit() of {} blocks forever, although only {} of {} permits are in use. Look "
                    "for a permit that was not released, or for a lost wake-up.",
                    name_of(*task), at.running(), *at.limit()),
        {task->submit.begin_ref}};
  return violation{
      "P04",
      fmt::format("submit() of {} blocks forever, although the group has no limit.", name_of(*task)),
      {task->submit.begin_ref}};
}

maybe_violation blocked_try(const blocked_case& at) {
  const task_view* task = pending_submit(at, true);
  if (task == nullptr) return std::nullopt;
  return violation{
      "P29",
      fmt::format("try_submit() of {} blocks forever. It must return immediately.", name_of(*task)),
      {task->submit.begin_ref}};
}

maybe_violation serialised(const blocked_case& at) {
  const auto log = at.blocked_in(event_kind::meet_begin);
  if (!log) return std::nullopt;
  return violation{
      at.limit_is_lifted() ? "P31"
      : at.limit()         ? "P26"
                           : "P03",
      fmt::format("Tasks block forever at a rendezvous, because a task that must run concurrently "
                  "with them does not start{}.",
                  at.last_events()),
      {at.last_ref(*log)}};
}

}  // namespace gauntlet::check::hangs
