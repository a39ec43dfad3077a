#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"
#include "harness/check/twins/families.hpp"
#include "harness/check/twins/standstill.hpp"

namespace gauntlet::check::twins {
namespace {

using history::event_kind;

void stuck(const recorded& of, const view& v, event_ref at, const visit_twin& visit) {
  standstill now(of, v);
  now.stop_after(at);
  visit({now(), true,
         fmt::format("{} never gets past \"{}\" at {}", history::name_of_actor(at.log, v.tasks.size()),
                     history::describe(v.at(at)), v.at(at).time)});
}

/// Visits a twin for each begin of this kind whose end was recorded.
void stuck_after(const recorded& of, const view& v, event_kind begin, const visit_twin& visit) {
  for (std::uint32_t log = 0; log < of.history.logs.size(); ++log)
    for (std::uint32_t i = 0; i + 1 < of.history.logs[log].size(); ++i)
      if (of.history.logs[log][i].kind == begin) stuck(of, v, {log, i}, visit);
}

void stuck_submit_of(const recorded& of, const view& v, bool non_blocking, const visit_twin& visit) {
  for (const task_view& task : v.tasks)
    if (task.submit.ended() && task.non_blocking == non_blocking) stuck(of, v, task.submit.begin_ref, visit);
}

}  // namespace

void stuck_wait(const recorded& of, const view& v, const visit_twin& visit) {
  stuck_after(of, v, event_kind::wait_begin, visit);
}

void stuck_submit(const recorded& of, const view& v, const visit_twin& visit) {
  stuck_submit_of(of, v, false, visit);
}

void stuck_reuse(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    const limit_epoch* epoch = task.submit.ended() && !task.non_blocking ? v.epoch_of(task.submit) : nullptr;
    if (epoch == nullptr || !epoch->limit) continue;
    const auto had = std::count_if(v.tasks.begin(), v.tasks.end(), [&](const task_view& other) {
      const auto acquired = certainly_acquired(other);
      return submitted_in(v, *epoch, other) &&
             std::any_of(acquired.begin(), acquired.end(),
                         [&](event_ref permit) { return v.before(permit, task.submit.begin_ref); });
    });
    if (had >= static_cast<std::ptrdiff_t>(*epoch->limit)) stuck(of, v, task.submit.begin_ref, visit);
  }
}

void stuck_try(const recorded& of, const view& v, const visit_twin& visit) {
  stuck_submit_of(of, v, true, visit);
}

void stuck_await(const recorded& of, const view& v, const visit_twin& visit) {
  stuck_after(of, v, event_kind::await_begin, visit);
}

// One of the tasks that must meet does not start.
void stuck_rendezvous(const recorded& of, const view& v, const visit_twin& visit) {
  for (const task_view& task : v.tasks) {
    const auto& log = of.history.logs[task.index + 1];
    const bool meets =
        std::any_of(log.begin(), log.end(), [](const event& e) { return e.kind == event_kind::meet_end; });
    if (!meets) continue;
    standstill now(of, v);
    now.never_starts(task.index);
    visit({now(), true, fmt::format("{} does not start", name_of(task))});
  }
}

void stuck_callback(const recorded& of, const view& v, const visit_twin& visit) {
  for (const callback_view& callback : v.callbacks)
    for (const callback_view::run& run : callback.runs) {
      if (!run.end) continue;
      twin t{of, true, "a callback never returns"};
      t.changed.history.unowned.erase(t.changed.history.unowned.begin() + run.end->index);
      t.changed.history.ended = false;
      visit(t);
    }
}

void stuck_destructor(const recorded& of, const view& v, const visit_twin& visit) {
  if (v.group_gone && v.parent_cancelled_at_end) stuck(of, v, v.parent_state_ref, visit);
}

}  // namespace gauntlet::check::twins
