#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// That nothing is counted after a move that threw is P53's affair; that the process lives on is seen by the
// orchestrator. A copy that throws is to a group what a move that throws is. A destructor that throws is no
// fault of a plan: a callable that has run is destroyed in another destructor or at its thread's end, where
// the language ends the process, so that no count-down is left that could be lost.
void judge_exceptions(const view& v, judgement& out) {
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (v.plan.tasks[failed->index].end != plan::ending::raise_hostile) continue;
      out.exercised = true;
      const bool told = std::any_of(wait.leaves.begin(), wait.leaves.end(), [&](const leaf& leaf) {
        return leaf.error == failed->error && leaf.state == history::leaf_state::intact;
      });
      const bool must_tell = v.plan.policy == plan::error_policy::all || failures_of(v, group).size() == 1;
      if (told || !must_tell || !possibly_before(v, failed->body.end_ref, wait.when.end_ref)) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} threw what is no std::exception and can't be copied, and {} did not return it",
                       name_of(*failed), name_of(wait)),
           {failed->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
}

judgement check(const view& v) {
  judgement out;
  judge_exceptions(v, out);
  if (v.plan.faults.move_fails_at == 0) return out;
  for (const task_view& task : v.tasks) {
    if (!task.threw) continue;
    out.exercised = true;
    if (!task.body.begun()) continue;
    out.violations.push_back({"",
                              fmt::format("the move of {}'s callable threw, and yet it ran", name_of(task)),
                              {task.submit.end_ref, task.body.begin_ref}});
  }
  return out;
}

}  // namespace

extern const property p51_hostile_types{
    "P51", "hostile-types",
    "Exceptions that can't be copied, and callables whose move throws, lose no error and no count.", applies,
    check};

}  // namespace gauntlet::check
