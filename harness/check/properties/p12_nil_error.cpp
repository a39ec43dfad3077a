#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool joins_nil_error(const view& v, const group_view& group, const wait_view& wait) {
  return std::any_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    return v.plan.tasks[index].end == plan::ending::nil && task.body.ended() && v.joined(task, wait);
  });
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (!joins_nil_error(v, group, wait)) return;
    out.exercised = true;
    const bool told = reports_nil_error(wait);
    const bool made_up = told || std::any_of(wait.leaves.begin(), wait.leaves.end(), [](const leaf& leaf) {
                           return leaf.error == history::id_unknown;
                         });
    if (!made_up && (wait.leaf_count == 0 || failure_possible_by(v, group, wait))) return;
    out.violations.push_back(
        {"",
         told ? fmt::format("{} returned an error where a task had succeeded: {}", name_of(wait),
                            nil_became_error)
              : fmt::format("{} returned an error where a task had returned one that is made of nothing: a "
                            "success",
                            name_of(wait)),
         {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p12_nil_error{
    "P12", "nil-error",
    "An error that is made of nothing (a null exception, a wrap or a join of none) is a success, everywhere.",
    needs_error_trees, check};

}  // namespace gauntlet::check
