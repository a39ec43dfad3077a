#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_leaf(const view& v, const group_view& group, const wait_view& wait, const leaf& leaf,
                judgement& out) {
  const auto wrong = [&](std::string what) {
    out.violations.push_back(
        {"", fmt::format("{} returned {}", name_of(wait), std::move(what)), {wait.when.end_ref}});
  };
  if (leaf.error == history::id_of_nil)
    return wrong(fmt::format("{}: {}", name_of_error(leaf.error), nil_became_error));
  const task_view* task = failed_with(v, group, leaf.error);
  if (task == nullptr)
    return wrong(
        leaf.error < v.tasks.size()
            ? fmt::format("{}, which no task of this group failed with", name_of_error(leaf.error))
            : fmt::format("{} in place of an error that a task failed with", name_of_error(leaf.error)));
  if (leaf.state == history::leaf_state::foreign)
    wrong(fmt::format("{} of another case or another type", name_of_error(leaf.error)));
  if (leaf.state == history::leaf_state::damaged)
    wrong(fmt::format("{} with its content damaged", name_of_error(leaf.error)));
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (wait.leaves.empty() || failures_of(v, group).empty()) return;  // with no failure: P10
    out.exercised = true;
    for (const leaf& leaf : wait.leaves) judge_leaf(v, group, wait, leaf, out);
  });
  return out;
}

}  // namespace

extern const property p07_error_identity{
    "P07", "error-identity",
    "What wait returns is an error that a task of this group returned, itself and untouched.", applies,
    check};

}  // namespace gauntlet::check
