#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether an observation shows that the nested group was cancelled by an outer group or by the
// parent: its cause is an error, but not one of the nested group's own tasks.
bool cancelled_from_outside(const view& v, const group_view& inner) {
  if (!v.capabilities.cause) return false;
  const auto all = observations_of(v, inner);
  return std::any_of(all.begin(), all.end(), [&](const observation* observed) {
    return observed->cancelled && observed->cause != history::id_canceled &&
           failed_with(v, inner, observed->cause) == nullptr;
  });
}

// P09 judges an error that is lost without a cancellation from outside.
void judge_wait(const view& v, const group_view& inner, const wait_view& wait, judgement& out) {
  const auto failed = joined_failures(v, inner, wait);
  if (failed.empty() || !cancelled_from_outside(v, inner)) return;
  out.exercised = true;
  if (wait.leaf_count > 0) return;
  out.violations.push_back(
      {"",
       fmt::format("{} returned no error, although {} of that group failed. The group had also been "
                   "cancelled from outside, but such a cancellation must not hide the error of a task.",
                   name_of(wait), name_of(*failed.front())),
       {failed.front()->body.end_ref, wait.when.end_ref}});
}

// Returns whether the observation could have shown an error of the nested group.
bool inner_error_possible(const view& v, const group_view& inner, const observation& observed) {
  return v.capabilities.cause &&
         std::any_of(inner.tasks.begin(), inner.tasks.end(), [&](std::uint32_t index) {
           const task_view& task = v.tasks[index];
           return task.failed() && task.error != history::id_abandoned &&
                  possibly_before(v, task.body.end_ref, observed.when.end_ref);
         });
}

// A nested group passes its error on only as the result of the task that opened it. Before that task has
// ended, the error must not be the cause of the outer group's cancellation.
void judge_outer(const view& v, const group_view& inner, judgement& out) {
  const task_view& opener = v.tasks[*inner.opened_by];
  for (const observation* observed : observations_of(v, v.groups[opener.group])) {
    const bool opener_ended =
        opener.body.ended() && possibly_before(v, opener.body.end_ref, observed->when.end_ref);
    if (opener_ended) continue;
    out.exercised = out.exercised || inner_error_possible(v, inner, *observed);
    const task_view* failed =
        observed->cancelled ? only_task_failed_with(v, inner, observed->cause) : nullptr;
    if (failed == nullptr) continue;
    out.exercised = true;
    out.violations.push_back(
        {"",
         fmt::format(
             "The outer group was cancelled by {} of nested group {} before {} ended. An error of a nested "
             "group may reach the outer group only as the result of the task that opened the nested group.",
             name_of_error(observed->cause), inner.index, name_of(opener)),
         {failed->body.end_ref, observed->when.end_ref}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& inner : v.groups) {
    if (!inner.opened_by) continue;
    for (const wait_view& wait : inner.waits)
      if (wait.when.ended()) judge_wait(v, inner, wait, out);
    judge_outer(v, inner, out);
  }
  return out;
}

}  // namespace

extern const property p22_nested_groups{
    "P22", "nested-groups",
    "A nested group keeps its error if the outer group is cancelled, and does not cancel the outer group.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.nesting ? "" : "its tasks cannot open nested groups";
    },
    check};

}  // namespace gauntlet::check
