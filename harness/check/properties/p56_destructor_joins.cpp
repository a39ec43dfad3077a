#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool joined_by_a_wait(const view& v, const task_view& task) {
  const auto& waits = v.groups[task.group].waits;
  return std::any_of(waits.begin(), waits.end(),
                     [&](const wait_view& wait) { return wait.when.ended() && v.joined(task, wait); });
}

// Returns whether `diagnose_hang` would name this property if the destructor had never returned.
bool hang_is_named(const view& v) {
  return v.parent_cancelled_at_end && !v.tasks.empty() && !v.plan.driver.empty() &&
         !plan::ends_with_a_wait(v.plan);
}

// Certain: the body began or ended after the end of the destructor by more than the clock error. A destructor
// that never returns makes the case hang, and `diagnose_hang` reports that.
judgement check(const view& v) {
  judgement out;
  if (!v.group_gone) return out;
  for (const task_view& task : v.tasks) {
    if (!task.accepted || task.group != 0 || joined_by_a_wait(v, task)) continue;
    out.exercised = out.exercised || task.body.begun();
    const bool late = (task.body.begun() && v.before(*v.group_gone, task.body.begin_ref)) ||
                      (task.body.ended() && v.before(*v.group_gone, task.body.end_ref));
    if (!late) continue;
    out.violations.push_back({"",
                              fmt::format("{} still ran after the group had been destroyed. The destructor "
                                          "must join every task that no wait() has joined.",
                                          name_of(task)),
                              {*v.group_gone, task.body.ended() ? task.body.end_ref : task.body.begin_ref}});
  }
  out.exercised = out.exercised || hang_is_named(v);
  return out;
}

}  // namespace

extern const property p56_destructor_joins{
    "P56", "destructor-without-wait",
    "A group that is destroyed without wait() joins its tasks in its destructor.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.joins_when_destroyed ? "" : "its destructor does not promise to join its tasks";
    },
    check};

}  // namespace gauntlet::check
