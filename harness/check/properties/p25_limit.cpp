#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: each body began before the other one ended, by more than the clock error. Intervals of which every
// two overlap have a common instant (Helly's theorem in one dimension), so at that instant all were active.
bool certainly_overlap(const view& v, const task_view& a, const task_view& b) {
  return (!b.body.ended() || v.before(a.body.begin_ref, b.body.end_ref)) &&
         (!a.body.ended() || v.before(b.body.begin_ref, a.body.end_ref));
}

std::vector<const task_view*> active_with(const view& v, const limit_epoch& epoch, const task_view& first) {
  const auto fits = [&](const task_view& task) { return task.body.begun() && submitted_in(v, epoch, task); };
  return overlapping_with(v, first, fits,
                          [&](const task_view& a, const task_view& b) { return certainly_overlap(v, a, b); });
}

// Returns whether the limit would certainly have been exceeded if the body had begun when its submit began.
bool exceeds_if_early(const view& v, const limit_epoch& epoch, const task_view& task) {
  if (v.tasks.size() <= *epoch.limit) return false;
  const auto fits = [&](const task_view& other) {
    return other.body.begun() && submitted_in(v, epoch, other) &&
           (!other.body.ended() || v.before(task.submit.begin, other.body.end)) &&
           (!task.body.ended() || v.before(other.body.begin_ref, task.body.end_ref));
  };
  const auto overlap = [&](const task_view& a, const task_view& b) {
    return &b == &task || certainly_overlap(v, a, b);
  };
  return overlapping_with(v, task, fits, overlap).size() > *epoch.limit;
}

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.body.begun() || !task.submit.begun()) continue;
    const auto* epoch =
        v.epoch_of({task.submit.begin, task.body.begin, task.submit.begin_ref, task.body.begin_ref});
    if (epoch == nullptr || !epoch->limit) continue;
    out.exercised = out.exercised || exceeds_if_early(v, *epoch, task);
    const auto active = active_with(v, *epoch, task);
    if (active.size() <= *epoch->limit) continue;
    out.exercised = true;
    std::vector<event_ref> evidence;
    for (const task_view* each : active) evidence.push_back(each->body.begin_ref);
    out.violations.push_back(
        {"",
         fmt::format(
             "The limit was {}, but the number of tasks that ran at the same time was {}. Every two of their "
             "recorded intervals certainly overlap, so there was an instant at which all of them ran.",
             *epoch->limit, active.size()),
         std::move(evidence)});
    return out;
  }
  return out;
}

}  // namespace

extern const property p25_limit{"P25", "limit-never-exceeded",
                                "The number of tasks that run at the same time never exceeds the limit.",
                                needs_any_limit, check};

}  // namespace gauntlet::check
