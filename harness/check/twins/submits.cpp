#include <fmt/format.h>

#include "harness/check/facts.hpp"
#include "harness/check/twins/edits.hpp"
#include "harness/check/twins/families.hpp"

namespace gauntlet::check::twins {
namespace {

void set_answer(recorded& h, const task_view& task, history::submit_result result) {
  event_at(h, task.submit.end_ref).value = history::number_of(result);
}

/// Calls `change(twin)` for a twin of each task that `fits`, and visits the twin.
template <class Fits, class Change>
void with_each_task(const recorded& of, const view& v, const visit_twin& visit, const char* change, Fits fits,
                    Change apply) {
  for (const task_view& task : v.tasks) {
    if (!task.submit.ended() || !fits(task)) continue;
    twin t{of, false, fmt::format(fmt::runtime(change), name_of(task))};
    apply(t.changed, task);
    visit(t);
  }
}

bool failed_submit(const task_view& task) { return !task.accepted; }
bool accepted_try(const task_view& task) { return task.non_blocking && !task.rejected; }
void reject(recorded& h, const task_view& task) {
  set_answer(h, task, history::submit_result::rejected);
  remove_body(h, task.index, false);
}
void accept(recorded& h, const task_view& task) {
  const auto end = certainly_after_all(h);
  set_answer(h, task, history::submit_result::accepted);
  add_body(h, task.index, task.submit.end, end);
}
bool runs(const task_view& task) { return task.accepted && task.body.begun(); }

}  // namespace

void rejected_submit(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(of, v, visit, "try_submit() rejects {}", accepted_try, reject);
}

void rejected_after_wait(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(
      of, v, visit, "try_submit() rejects {} after a wait()",
      [&](const task_view& task) {
        return accepted_try(task) && wait_returned_before(v, task.submit.begin_ref) &&
               v.limit_during(task.submit);
      },
      reject);
}

void rejected_inside(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(
      of, v, visit, "try_submit() rejects {} inside a task",
      [&](const task_view& task) { return accepted_try(task) && submitted_by_group_task(v, task); }, reject);
}

void accepted_submit(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(of, v, visit, "the submit of {} is accepted", failed_submit, accept);
}

void accepted_inside(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(
      of, v, visit, "the submit of {} inside a task is accepted",
      [&](const task_view& task) { return failed_submit(task) && submitted_by_group_task(v, task); }, accept);
}

void ran_anyway(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(
      of, v, visit, "{} runs, although its submit failed", failed_submit,
      [](recorded& h, const task_view& task) { add_body(h, task.index, task.submit.end, task.submit.end); });
}

void never_ran(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(of, v, visit, "{} never runs", runs,
                 [](recorded& h, const task_view& task) { remove_body(h, task.index, true); });
}

void wrong_index(const recorded& of, const view& v, const visit_twin& visit) {
  const auto others = std::count_if(v.tasks.begin(), v.tasks.end(), runs);
  if (others < 2) return;
  with_each_task(of, v, visit, "{} runs with the index of another task", runs,
                 [](recorded& h, const task_view& task) {
                   remove_body(h, task.index, true);
                   ++h.history.late_runs;
                 });
}

namespace {

void wrong_limit(bool accepted, const recorded& of, const view& v, const visit_twin& visit) {
  for (const limit_view& call : v.limits) {
    if (!call.when.ended() || call.accepted != accepted) continue;
    twin t{of, false, fmt::format("set_limit() at {} has the opposite result", call.when.begin)};
    event_at(t.changed, call.when.end_ref).value = call.accepted ? 0 : 1;
    visit(t);
  }
}

}  // namespace

void refused_limit(const recorded& of, const view& v, const visit_twin& visit) {
  wrong_limit(true, of, v, visit);
}

void accepted_limit(const recorded& of, const view& v, const visit_twin& visit) {
  wrong_limit(false, of, v, visit);
}

void thread_left(const recorded& of, const view& v, const visit_twin& visit) {
  with_each_task(of, v, visit, "the submit of {} has created a thread", failed_submit,
                 [](recorded& h, const task_view& task) {
                   auto& log = h.history.logs[task.submit.end_ref.log];
                   const auto end = log.begin() + task.submit.end_ref.index;
                   auto left = *end;
                   left.kind = history::event_kind::submit_left;
                   left.value = 1;
                   const bool counted = end + 1 != log.end() && (end + 1)->kind == left.kind;
                   if (counted)
                     *(end + 1) = left;
                   else
                     log.insert(end + 1, left);
                 });
}

}  // namespace gauntlet::check::twins
