#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Error objects carry the id of their task and a payload. The harness creates each of them, so an id that no
// failed task of the group has, another type, or a changed payload is proof.
void judge_leaf(const view& v, const group_view& group, const wait_view& wait, const leaf& leaf,
                judgement& out) {
  const auto reject = [&](std::string what) {
    out.violations.push_back(
        {"", fmt::format("{} returned {}", name_of(wait), std::move(what)), {wait.when.end_ref}});
  };
  if (leaf.error == history::id_of_nil) return reject(fmt::format("a nil error. {}", nil_became_error));
  const task_view* task = failed_with(v, group, leaf.error);
  if (task == nullptr)
    return reject(
        fmt::format("{}, but no task of this group failed with that error. The result must be an error that "
                    "a task of this group returned or threw.",
                    name_of_error(leaf.error)));
  if (leaf.state == history::leaf_state::foreign)
    reject(
        fmt::format("{} as an object of another type, or from another case. The result must be the same "
                    "error that the task returned or threw.",
                    name_of_error(leaf.error)));
  if (leaf.state == history::leaf_state::damaged)
    reject(
        fmt::format("{}, but its content is damaged. The result must be the error that the task returned or "
                    "threw, unchanged.",
                    name_of_error(leaf.error)));
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (wait.leaves.empty() || failures_of(v, group).empty()) return;  // without a failure: P10
    out.exercised = true;
    for (const leaf& leaf : wait.leaves) judge_leaf(v, group, wait, leaf, out);
  });
  return out;
}

}  // namespace

extern const property p07_error_identity{
    "P07", "error-identity",
    "wait() returns the unchanged error that a task of this group returned or threw.", applies, check};

}  // namespace gauntlet::check
