#include <fmt/format.h>

#include "harness/check/facts.hpp"
#include "harness/check/twins/edits.hpp"
#include "harness/check/twins/families.hpp"

namespace gauntlet::check::twins {
namespace {

template <class F>
void changed(const recorded& of, const visit_twin& visit, const char* change, F apply) {
  twin t{of, false, change};
  apply(t.changed.history);
  visit(t);
}

}  // namespace

void ran_twice(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks)
    if (task.accepted && task.body.begun())
      return changed(of, visit, "a task runs twice", [](history::history& h) { ++h.late_runs; });
}

void touched_late(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks)
    if (task.accepted && v.group_gone)
      return changed(of, visit, "a thread touches the destroyed group",
                     [](history::history& h) { ++h.late_touches; });
}

void error_left(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks)
    if (task.failed())
      return changed(of, visit, "an error is never destroyed", [](history::history& h) { ++h.left.errors; });
}

void thread_leaked(const recorded& of, const view&, const visit_twin& visit) {
  changed(of, visit, "a thread never ends", [](history::history& h) { ++h.left.threads; });
}

void callable_left(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended()) continue;
    twin t{of, false, fmt::format("the callable of {} is never destroyed", name_of(task))};
    remove_unowned(t.changed, history::event_kind::callable_gone, task.index);
    visit(t);
  }
}

void callback_ran_twice(const recorded& of, const view& v, const visit_twin& visit) {
  for (const callback_view& callback : v.callbacks)
    for (const callback_view::run& run : callback.runs) {
      if (!run.end) continue;
      twin t{of, false, "a callback runs twice"};
      for (const event_ref ref : {run.begin, *run.end}) t.changed.history.unowned.push_back(v.at(ref));
      visit(t);
    }
}

void callback_missing(const recorded& of, const view& v, const visit_twin& visit) {
  for (const callback_view& callback : v.callbacks) {
    if (callback.runs.empty()) continue;
    twin t{of, false, "a callback does not run"};
    const auto task = callback.task.value_or(history::none);
    remove_unowned(t.changed, history::event_kind::callback_begin, task);
    remove_unowned(t.changed, history::event_kind::callback_end, task);
    visit(t);
  }
}

}  // namespace gauntlet::check::twins
