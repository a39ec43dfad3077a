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

}  // namespace gauntlet::check::twins
