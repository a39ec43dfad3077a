#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether the wait() joins a task that returned a nil error.
bool joins_nil_error(const view& v, const group_view& group, const wait_view& wait) {
  return std::any_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    return v.plan.tasks[index].end == plan::ending::nil && task.body.ended() && v.joined(task, wait);
  });
}

// Certain: the result contains a nil error, or an error that no task made, or any error although no task had
// failed.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (!joins_nil_error(v, group, wait)) return;
    out.exercised = true;
    const bool returns_nil = reports_nil_error(wait);
    const bool invented =
        returns_nil || std::any_of(wait.leaves.begin(), wait.leaves.end(),
                                   [](const leaf& leaf) { return leaf.error == history::id_unknown; });
    if (!invented && (wait.leaf_count == 0 || failure_possible_by(v, group, wait))) return;
    out.violations.push_back(
        {"",
         returns_nil ? fmt::format("{} returned an error for a task that had succeeded. {}", name_of(wait),
                                   nil_became_error)
                     : fmt::format("{} returned an error that no failed task explains. One of the tasks "
                                   "returned a nil error, which holds no error and counts as success.",
                                   name_of(wait)),
         {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p12_nil_error{
    "P12", "nil-error",
    "A nil error (a null exception, or a wrap or a join of no errors) counts as success everywhere.",
    needs_error_trees, check};

}  // namespace gauntlet::check
