#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"
#include "harness/check/twins/edits.hpp"
#include "harness/check/twins/families.hpp"

namespace gauntlet::check::twins {
namespace {

/// Calls `body(wait, task)` for each task of the group of each wait that returned.
template <class F>
void for_each_wait_and_task(const view& v, F body) {
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) body(wait, v.tasks[index]);
  });
}

}  // namespace

namespace {

void body_ends_after(const recorded& of, const wait_view& wait, const task_view& task,
                     const visit_twin& visit) {
  if (!task.body.ended()) return;
  twin t{of, false, fmt::format("{} ends after {} at {}", name_of(task), name_of(wait), wait.when.end)};
  end_body_at(t.changed, task, certainly_after(of, wait.when.end));
  visit(t);
}

}  // namespace

void body_after_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_wait_and_task(
      v, [&](const wait_view& wait, const task_view& task) { body_ends_after(of, wait, task, visit); });
}

void body_after_thrown_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for (const interval& thrown : v.groups[0].thrown_waits)
    for (const task_view& task : v.tasks) {
      if (task.group != 0 || !task.body.ended()) continue;
      twin t{of, false, fmt::format("{} ends after a wait() threw", name_of(task))};
      end_body_at(t.changed, task, certainly_after(of, thrown.end));
      visit(t);
    }
}

void other_body_after_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_wait_and_task(v, [&](const wait_view& wait, const task_view& task) {
    if (!v.joined(task, wait)) body_ends_after(of, wait, task, visit);
  });
}

void body_after_destruction(const recorded& of, const view& v, const visit_twin& visit) {
  if (!v.group_gone) return;
  for (const task_view& task : v.tasks) {
    if (!task.body.ended()) continue;
    twin t{of, false, fmt::format("{} ends after the group is destroyed", name_of(task))};
    end_body_at(t.changed, task, certainly_after(of, v.at(*v.group_gone).time));
    visit(t);
  }
}

void callable_after_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_wait_and_task(v, [&](const wait_view& wait, const task_view& task) {
    if (task.disposals.size() != 1) return;
    twin t{of, false, fmt::format("the callable of {} is destroyed after a wait()", name_of(task))};
    auto& time = event_at(t.changed, task.disposals.front()).time;
    time = std::max(time, certainly_after(of, wait.when.end));
    visit(t);
  });
}

namespace {

void destroy_error_at(const recorded& of, const task_view& failed, std::uint64_t time,
                      const visit_twin& visit) {
  twin t{of, false, fmt::format("an error of {} is destroyed at {}", name_of(failed), time)};
  t.changed.history.unowned.push_back(
      {history::event_kind::error_gone, history::none, failed.index, 1, history::none, time});
  visit(t);
}

}  // namespace

void error_after_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_wait_and_task(v, [&](const wait_view& wait, const task_view& task) {
    if (task.failed()) destroy_error_at(of, task, certainly_after(of, wait.when.end), visit);
  });
}

void error_after_destruction(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks)
    if (v.group_gone && task.failed())
      destroy_error_at(of, task, certainly_after(of, v.at(*v.group_gone).time), visit);
}

void locals_after_wait(const recorded& of, const view& v, const visit_twin& visit) {
  for_each_wait_and_task(v, [&](const wait_view& wait, const task_view& task) {
    if (task.locals_gone.size() != 1) return;
    twin t{of, false, fmt::format("the thread_locals of {} are destroyed after a wait()", name_of(task))};
    auto& time = event_at(t.changed, task.locals_gone.front()).time;
    time = std::max(time, certainly_after(of, wait.when.end));
    visit(t);
  });
}

void early_body(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    if (!task.body.begun() || task.body.begin <= task.submit.begin) continue;
    twin t{of, false, fmt::format("{} begins at {}", name_of(task), task.submit.begin)};
    event_at(t.changed, task.body.begin_ref).time = task.submit.begin;
    visit(t);
  }
}

void body_in_submit(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    if (!task.body.begun() || !task.submit_thread || !task.submit.ended() || task.non_blocking) continue;
    twin t{of, false, fmt::format("submit() runs {}", name_of(task))};
    event& begin = event_at(t.changed, task.body.begin_ref);
    begin.time = task.submit.begin;
    begin.value = *task.submit_thread;
    visit(t);
  }
}

namespace {

void early_submit_by(bool task_of_group, const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended() || task.non_blocking) continue;
    if (submitted_by_group_task(v, task) != task_of_group) continue;
    twin t{of, false, fmt::format("submit() of {} returns at {}", name_of(task), task.submit.begin)};
    event_at(t.changed, task.submit.end_ref).time = task.submit.begin;
    visit(t);
  }
}

}  // namespace

void early_submit(const recorded& of, const view& v, const visit_twin& visit) {
  early_submit_by(false, of, v, visit);
}

void early_submit_inside(const recorded& of, const view& v, const visit_twin& visit) {
  early_submit_by(true, of, v, visit);
}

void early_timeout(const recorded& of, const view& v, const visit_twin& visit) {
  for (const group_view& group : v.groups)
    for (const timeout_view& timeout : group.timeouts) {
      twin t{of, false, fmt::format("the wait at {} times out immediately", timeout.when.begin)};
      event_at(t.changed, timeout.when.end_ref).extra = 0;
      visit(t);
    }
}

namespace {

/// Adds an hour in which no thread could run before this event of the log, and before those after it.
void pass_idle_time(recorded& h, event_ref from) {
  constexpr std::uint32_t hour_us = 3'600'000'000;
  auto& log = h.history.logs[from.log];
  for (std::size_t i = from.index; i < log.size(); ++i) {
    log[i].passed_us += hour_us;
    log[i].idle_us += hour_us;
  }
}

}  // namespace

void late_timed_wait(const recorded& of, const view& v, const visit_twin& visit) {
  const auto late = [&](const interval& when) {
    twin t{of, false, fmt::format("the timed wait at {} returns late", when.begin)};
    pass_idle_time(t.changed, when.end_ref);
    visit(t);
  };
  for (const group_view& group : v.groups) {
    for (const timeout_view& timeout : group.timeouts) late(timeout.when);
    for (const wait_view& wait : group.waits)
      if (wait.timed && wait.when.ended()) late(wait.when);
  }
}

void body_after_drain(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    if (!v.drain.ended() || !task.body.ended()) continue;
    twin t{of, false, fmt::format("{} ends after the drain", name_of(task))};
    end_body_at(t.changed, task, certainly_after(of, v.drain.end));
    visit(t);
  }
}

void late_destruction(const recorded& of, const view& v, const visit_twin& visit) {
  if (!v.group_gone) return;
  twin t{of, false, "the destruction of the group takes an hour"};
  pass_idle_time(t.changed, *v.group_gone);
  visit(t);
}

}  // namespace gauntlet::check::twins
