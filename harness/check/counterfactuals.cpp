#include "harness/check/counterfactuals.hpp"

#include <algorithm>

namespace gauntlet::check {

using history::event_kind;

task_view admitted_at_once(const task_view& task) {
  task_view early = accepted_instead(task);
  early.submit.end = task.submit.begin;
  early.submit.end_ref = task.submit.begin_ref;
  early.body = task.body;
  return early;
}

task_view accepted_instead(const task_view& task) {
  task_view accepted;
  accepted.index = task.index;
  accepted.group = task.group;
  accepted.parent = task.parent;
  accepted.submit = task.submit;
  accepted.accepted = true;
  return accepted;
}

namespace {

// Returns whether another task had observed the cancellation before this task was submitted.
bool observed_before_submit(const view& v, const task_view& task) {
  return std::any_of(v.tasks.begin(), v.tasks.end(), [&](const task_view& other) {
    return other.group == task.group &&
           std::any_of(other.observations.begin(), other.observations.end(), [&](const observation& seen) {
             return seen.cancelled && v.before(seen.when.end_ref, task.submit.begin_ref);
           });
  });
}

bool failed_before(const view& v, const group_view& group, event_ref ref) {
  return std::any_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    return v.tasks[index].failed() && v.before(v.tasks[index].body.end_ref, ref);
  });
}

// Returns whether a task other than the observer failed. It may have failed later.
bool another_failed(const view& v, const group_view& group, std::optional<std::uint32_t> observer) {
  return std::any_of(group.tasks.begin(), group.tasks.end(),
                     [&](std::uint32_t index) { return v.tasks[index].failed() && observer != index; });
}

}  // namespace

std::string_view promise_of_await(const view& v, const observation& observed) {
  if (!v.capabilities.context || !v.plan.context) return {};
  if (observed.task && observed_before_submit(v, v.tasks[*observed.task])) return "P18";
  const event_ref end = observed.when.end_ref;
  auto observer = observed.task;
  for (std::uint32_t g = observed.group;;) {
    const group_view& group = v.groups[g];
    if (failed_before(v, group, end)) return g == observed.group ? "P13" : "P20";
    if (another_failed(v, group, observer)) return {};
    if (!group.opened_by) break;
    observer = group.opened_by;
    g = v.tasks[*observer].group;
  }
  const auto& cancels = v.parent_cancels;
  if (v.plan.deadline_us || std::any_of(cancels.begin(), cancels.end(), [&](const interval& cancel) {
        return cancel.ended() && v.before(cancel.end_ref, end);
      }))
    return "P20";
  return {};
}

namespace {

// Returns whether this task's submit certainly began before the driver's event; false if it is not certain.
bool driver_submitted_before(const task_view& task, event_ref ref) {
  return task.submit.begun() && task.submit.begin_ref.log == ref.log &&
         task.submit.begin_ref.index < ref.index;
}

// The result of a submit that threw before the driver's event: what a hang after it violates.
enum class thrown : std::uint8_t { none, before, perhaps };
thrown threw_before(const view& v, event_ref ref) {
  auto found = thrown::none;
  for (const task_view& task : v.tasks) {
    if (!task.threw) continue;
    if (driver_submitted_before(task, ref)) return thrown::before;
    if (task.submit.begin_ref.log != ref.log) found = thrown::perhaps;
  }
  return found;
}

std::string_view promise_of_submits(const view& v) { return v.plan.faults.move_fails_at > 0 ? "P51" : "P53"; }

// Considers a wait of the driver that begins at this event.
std::string_view promise_of_wait(const view& v, event_ref begin, bool timed) {
  const group_view& group = v.groups[0];
  bool empty = true, exited = false;
  for (const auto index : group.tasks) {
    const task_view& task = v.tasks[index];
    const bool before = driver_submitted_before(task, begin);
    empty = empty && !before;
    if (!task.body.ended() || task.outcome != history::outcome::exited) continue;
    if (!before) return {};
    exited = true;
  }
  if (empty) return "P37";
  const auto threw = threw_before(v, begin);
  if (threw == thrown::perhaps) return {};
  if (threw == thrown::before) return promise_of_submits(v);
  if (exited) return "P48";
  if (timed) return "P60";
  bool again = false;
  for (const wait_view& other : group.waits) {
    if (other.follows.log != begin.log) return {};
    const bool itself = other.when.begin_ref == begin;
    const bool later = other.follows.index > begin.index;  // it would not begin
    if (itself || later || !other.when.ended()) continue;
    if (!v.before(other.when.end_ref, begin)) return "P39";
    again = true;
  }
  return again ? "P38" : "P04";
}

}  // namespace

bool promises_a_wait(const view& v, std::string_view property) {
  if (!v.capabilities.joins) return false;
  const auto named = [&](const interval& when, bool timed) {
    return when.ended() && when.begin_ref.log == history::driver &&
           promise_of_wait(v, when.begin_ref, timed) == property;
  };
  const group_view& group = v.groups[0];
  return std::any_of(group.waits.begin(), group.waits.end(),
                     [&](const wait_view& wait) { return named(wait.when, wait.timed); }) ||
         std::any_of(group.timeouts.begin(), group.timeouts.end(),
                     [&](const timeout_view& timeout) { return named(timeout.when, true); });
}

namespace {

// Returns the most tasks that can still run if this submit never returns.
std::uint32_t most_running_beside(const view& v, const task_view& stuck) {
  return static_cast<std::uint32_t>(std::count_if(v.tasks.begin(), v.tasks.end(), [&](const task_view& task) {
    const bool later = task.submit.begun() && task.submit.begin_ref.log == stuck.submit.begin_ref.log &&
                       task.submit.begin_ref.index > stuck.submit.begin_ref.index;
    const bool ended = task.body.ended() && v.before(task.body.end_ref, stuck.submit.end_ref);
    return &task != &stuck && task.group == 0 && task.body.begun() && !later && !ended;
  }));
}

bool permit_is_free_beside(const view& v, const task_view& stuck) {
  const limit_epoch* epoch = v.epoch_of(stuck.submit);
  return epoch != nullptr && (!epoch->limit || most_running_beside(v, stuck) < *epoch->limit);
}

std::string_view promise_if_permit_is_free(const view& v, const task_view& task) {
  if (!task.submit.ended() || task.non_blocking || task.group != 0) return {};
  const bool by_task = submitted_by_group_task(v, task);
  if (by_task && !v.limits.empty()) return {};  // the driver may continue and change the limit
  const limit_epoch* epoch = v.epoch_of(task.submit);
  if (epoch == nullptr) return {};
  if (by_task && !epoch->limit) return "P34";
  if (epoch->from && !epoch->limit) return "P31";
  const auto threw = threw_before(v, task.submit.begin_ref);
  if (threw == thrown::perhaps) return {};
  if (threw == thrown::before) return promise_of_submits(v);
  return epoch->limit ? "P26" : "P04";
}

}  // namespace

std::string_view promise_of_submit(const view& v, const task_view& task) {
  const auto named = promise_if_permit_is_free(v, task);
  return !named.empty() && permit_is_free_beside(v, task) ? named : std::string_view();
}

bool promises_a_submit(const view& v, std::string_view property) {
  return std::any_of(v.tasks.begin(), v.tasks.end(), [&](const task_view& task) {
    return promise_if_permit_is_free(v, task) == property && permit_is_free_beside(v, task);
  });
}

namespace {

// Returns the first rendezvous that the task passed; nullopt if it passed none.
std::optional<std::uint32_t> rendezvous_of(const view& v, const task_view& task) {
  for (const event& e : v.history.logs[task.index + 1])
    if (e.kind == event_kind::meet_end) return e.value;
  return std::nullopt;
}

// Returns a task that passed a rendezvous together with another task, or null.
const task_view* task_that_met(const view& v) {
  for (const task_view& task : v.tasks) {
    const auto met = rendezvous_of(v, task);
    if (met && std::any_of(v.tasks.begin(), v.tasks.begin() + task.index,
                           [&](const task_view& other) { return rendezvous_of(v, other) == met; }))
      return &task;
  }
  return nullptr;
}

}  // namespace

std::string_view promise_of_rendezvous(const view& v) {
  const task_view* task = task_that_met(v);
  const limit_epoch* epoch = task == nullptr ? nullptr : v.epoch_of(task->body);
  if (epoch == nullptr) return {};
  if (!v.capabilities.starts_on_submit) return "P03";  // there the diagnosis looks for a missing body first
  if (epoch->limit) return "P26";
  return epoch->from ? "P31" : "P03";
}

}  // namespace gauntlet::check
