#include <fmt/format.h>

#include <algorithm>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A submit that is ordered with no wait, but made while a task which the wait joins is active: the count was
// not zero, so the wait goes on until this one has ended, too.
const task_view* kept_busy_by(const view& v, const task_view& task, const wait_view& wait) {
  const auto found = std::find_if(v.tasks.begin(), v.tasks.end(), [&](const task_view& other) {
    return &other != &task && other.group == task.group && v.joined(other, wait) &&
           v.before(other.submit.end_ref, task.submit.begin_ref) &&
           (!other.body.ended() || v.before(task.submit.end_ref, other.body.end_ref));
  });
  return found == v.tasks.end() ? nullptr : &*found;
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!task.accepted || submitted_inside(v, task) || v.joined(task, wait)) continue;
      const task_view* busy = kept_busy_by(v, task, wait);
      if (busy == nullptr) continue;
      out.exercised = true;
      if (!runs_beyond(v, task, wait)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned while {} was still running, which had been submitted while {} was active",
                       name_of(wait), name_of(task), name_of(*busy)),
           {task.submit.begin_ref, task.body.begin_ref, wait.when.end_ref}});
    }
  });
  return out;
}

}  // namespace

const property p36_submit_beside_wait{
    "P36", "submit-beside-wait",
    "A wait joins what is submitted while it waits, where the group can't have been empty meanwhile.",
    [](const plan::capabilities& can) -> std::string_view {
      return needs_joins(can).empty() ? needs_reuse(can) : needs_joins(can);
    },
    check};

}  // namespace gauntlet::check
