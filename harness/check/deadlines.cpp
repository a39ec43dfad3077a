#include "harness/check/deadlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: more time than the deadline had passed while no thread could run, so the deadline had passed, and
// what it does had been done.
void judge_observation(const view& v, const observation& observed, judgement& out) {
  if (observed.awaited || !deadline_certainly_cancelled_before(v, observed.when.begin_ref)) return;
  out.exercised = true;
  if (!observed.cancelled)
    out.violations.push_back(
        {"",
         fmt::format("{} found the group's context not cancelled, although its deadline of {} "
                     "us had passed. A deadline that passes must cancel the context.",
                     observer_name(v, observed), *v.plan.deadline_us),
         {observed.when.begin_ref, observed.when.end_ref}});
}

// Returns how much time had passed while no thread could run, before the event or before the deadline,
// whichever is later.
std::uint64_t idle_us_from(const view& v, event_ref ref) {
  return std::max<std::uint64_t>(v.at(ref).idle_us,
                                 v.at(*v.group_made).idle_us + std::uint64_t{*v.plan.deadline_us});
}

// Certain: the wait for the cancellation was blocked while no thread could run, although the deadline had
// passed.
void judge_await(const view& v, const observation& observed, judgement& out) {
  if (!observed.awaited || !deadline_certainly_cancelled_before(v, observed.when.end_ref)) return;
  if (v.at(observed.when.end_ref).idle_us <= idle_us_from(v, observed.when.begin_ref) + 1) return;
  out.exercised = true;
  out.violations.push_back(
      {"",
       fmt::format(
           "{} waited for the cancellation although the deadline of {} us had passed. A deadline that "
           "passes must cancel the context.",
           observer_name(v, observed), *v.plan.deadline_us),
       {observed.when.begin_ref, observed.when.end_ref}});
}

// The end of the last body and of the last callable. A destructor that joins may wait for them.
std::uint64_t idle_us_of_last_task(const view& v) {
  std::uint64_t last = 0;
  for (const task_view& task : v.tasks) {
    if (task.submit.ended()) last = std::max<std::uint64_t>(last, v.at(task.submit.end_ref).idle_us);
    if (task.body.ended()) last = std::max<std::uint64_t>(last, v.at(task.body.end_ref).idle_us);
    for (const event_ref gone : task.disposals) last = std::max<std::uint64_t>(last, v.at(gone).idle_us);
    for (const event_ref gone : task.locals_gone) last = std::max<std::uint64_t>(last, v.at(gone).idle_us);
  }
  return last;
}

// Certain: the destructor was blocked while no thread could run, although every task had ended.
void judge_destruction(const view& v, judgement& out) {
  if (!v.plan.deadline_us || !v.history.explored || !v.parent_cancelled_at_end || !v.group_gone) return;
  if (!v.capabilities.joins || callback_runs_during(v, {{}, {}, v.parent_state_ref, *v.group_gone})) return;
  const auto begin = std::max<std::uint64_t>(v.at(v.parent_state_ref).idle_us, idle_us_of_last_task(v));
  const auto end = v.at(*v.group_gone).idle_us;
  out.exercised = true;
  if (end <= begin + 1) return;
  out.violations.push_back(
      {"",
       fmt::format(
           "The destruction of the group and of its context with a deadline took {} us, although every task "
           "had ended. It must cancel the context immediately and not wait for the deadline.",
           end - begin),
       {v.parent_state_ref, *v.group_gone}});
}

}  // namespace

std::string observer_name(const view& v, const observation& observed) {
  return observed.task ? name_of(v.tasks[*observed.task]) : std::string("The driver");
}

void judge_deadline(const view& v, judgement& out) {
  judge_destruction(v, out);
  if (!v.plan.context || !v.plan.deadline_us) return;
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group)) {
      judge_observation(v, *observed, out);
      judge_await(v, *observed, out);
    }
}

}  // namespace gauntlet::check
