#include "harness/check/twins/standstill.hpp"

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {

using history::event_kind;

standstill::standstill(const recorded& of, const view& v) : of_(of), v_(v) {
  for (const auto& log : of.history.logs) kept_.push_back(log.size());
}

void standstill::keep(std::size_t log, std::size_t count) {
  changed_ = changed_ || count < kept_[log];
  kept_[log] = std::min(kept_[log], count);
}

recorded standstill::operator()() {
  do {
    changed_ = false;
    stop_dependents();
  } while (changed_);
  recorded out = of_;
  for (std::size_t log = 0; log < kept_.size(); ++log) out.history.logs[log].resize(kept_[log]);
  std::erase_if(out.history.unowned, [&](const event& e) {
    const bool of_task = e.kind == event_kind::callable_gone || e.kind == event_kind::locals_gone;
    const task_view* task = of_task && e.task < v_.tasks.size() ? &v_.tasks[e.task] : nullptr;
    if (task == nullptr) return false;
    return !kept(task->submit.begin_ref) || (task->body.begun() && !ends(*task));
  });
  out.history.ended = false;
  out.history.left = {};
  return out;
}

void standstill::stop_dependents() {
  stop_tasks();
  stop_waiters();
  for (std::size_t log = 0; log < kept_.size(); ++log) stop_blocked(log);
}

// A task whose submit does not return does not start.
void standstill::stop_tasks() {
  for (const task_view& task : v_.tasks)
    if (task.submit.begun() && !(task.submit.ended() && kept(task.submit.end_ref))) never_starts(task.index);
}

// A waiting thread starts after the driver's steps before it. The driver's next step joins it.
void standstill::stop_waiters() {
  for (const wait_view& wait : v_.groups[0].waits) {
    if (wait.actor == history::driver) continue;
    if (!kept(wait.follows)) keep(wait.when.begin_ref.log, wait.when.begin_ref.index);
    if (!wait.when.ended() || kept(wait.when.end_ref)) continue;
    const auto& driven = of_.history.logs[0];
    for (std::size_t i = wait.follows.index + 1; i < driven.size(); ++i)
      if (driven[i].kind == event_kind::wait_begin || driven[i].kind == event_kind::parent_state)
        return keep(0, driven[i].kind == event_kind::wait_begin ? i + 1 : i);
  }
}

void standstill::stop_blocked(std::size_t log) {
  for (std::size_t i = 0; i < kept_[log]; ++i)
    if (!can_happen(log, i)) return keep(log, i);
}

// Considers the ends of calls that block.
bool standstill::can_happen(std::size_t log, std::size_t index) const {
  const event& e = of_.history.logs[log][index];
  switch (e.kind) {
    case event_kind::gate_end:
      return any_kept(event_kind::gate_open, e.value);
    case event_kind::meet_end:
      return all_arrive(e.value);
    case event_kind::await_end:
      return index > 0 && is_cancelled(of_.history.logs[log][index - 1].value, e);
    case event_kind::wait_end:
      return index > 0 && joins_all(log, index - 1);
    case event_kind::group_gone:
      return std::all_of(v_.tasks.begin(), v_.tasks.end(), [&](const task_view& task) {
        return !task.submit.begun() || !kept(task.submit.begin_ref) || !task.body.ended() || ends(task);
      });
    case event_kind::limit_end:
      return std::all_of(v_.tasks.begin(), v_.tasks.end(), [&](const task_view& task) {
        const bool later =
            task.submit.begun() && (task.submit.begin_ref.log == log ? task.submit.begin_ref.index > index
                                                                     : e.time <= task.submit.begin);
        return e.value == 0 || !task.body.ended() || task.group != 0 || ends(task) || later;
      });
    default:
      return true;
  }
}

bool standstill::any_kept(event_kind kind, std::uint32_t value) const {
  for (std::size_t log = 0; log < kept_.size(); ++log)
    for (std::size_t i = 0; i < kept_[log]; ++i)
      if (of_.history.logs[log][i].kind == kind && of_.history.logs[log][i].value == value) return true;
  return false;
}

bool standstill::all_arrive(std::uint32_t rendezvous) const {
  for (std::size_t log = 0; log < kept_.size(); ++log) {
    const auto& events = of_.history.logs[log];
    for (std::size_t i = kept_[log]; i < events.size(); ++i)
      if (events[i].kind == event_kind::meet_begin && events[i].value == rendezvous) return false;
  }
  return true;
}

bool standstill::joins_all(std::size_t log, std::size_t begin) const {
  for (const group_view& group : v_.groups)
    for (const wait_view& wait : group.waits) {
      if (wait.when.begin_ref.log != log || wait.when.begin_ref.index != begin) continue;
      return std::all_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
        const task_view& task = v_.tasks[index];
        return !v_.capabilities.joins || !task.body.ended() || ends(task) || !v_.joined(task, wait);
      });
    }
  return true;
}

// Returns whether the recorded cause of the cancellation still happens.
bool standstill::is_cancelled(std::uint32_t group, const event& end) const {
  const bool failed = std::any_of(v_.tasks.begin(), v_.tasks.end(), [&](const task_view& task) {
    return task.failed() && ends(task) && (v_.capabilities.cause ? task.error == end.extra : true);
  });
  if (failed || v_.plan.deadline_us) return true;
  if (end.extra == history::id_parent || !v_.capabilities.cause)
    for (const interval& cancel : v_.parent_cancels)
      if (kept(cancel.begin_ref)) return true;
  if (end.extra != history::id_canceled && v_.capabilities.cause) return false;
  const auto& waits = v_.groups[group].waits;
  return std::any_of(waits.begin(), waits.end(), [&](const wait_view& wait) {
    return wait.when.ended() && kept(wait.when.end_ref) && wait.when.begin < end.time;
  });
}

}  // namespace gauntlet::check
