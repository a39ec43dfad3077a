#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// P53 judges what a submission leaves behind after a move has thrown, and the orchestrator checks that the
// process survives. A copy that throws would test nothing more than a move that throws. Plans have no
// destructor that throws: a callable that has run is destroyed in another destructor or at the end of its
// thread. There the language ends the process, so no count can be lost.

// A fail-fast group may return the failure of another task instead. It must return this exception if no other
// task failed. A collect-all group must always return it.
void judge_exceptions(const view& v, judgement& out) {
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (v.plan.tasks[failed->index].end != plan::ending::raise_hostile) continue;
      const bool returned = std::any_of(wait.leaves.begin(), wait.leaves.end(), [&](const leaf& leaf) {
        return leaf.error == failed->error && leaf.state == history::leaf_state::intact;
      });
      const bool must_return = v.plan.policy == plan::error_policy::all || failures_of(v, group).size() == 1;
      if (!must_return || !possibly_before(v, failed->body.end_ref, wait.when.end_ref)) continue;
      out.exercised = true;
      if (returned) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} did not return the exception that {} threw. The exception is not a std::exception "
                       "and cannot be copied, but the group must still keep and return that object.",
                       name_of(wait), name_of(*failed)),
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
    out.violations.push_back(
        {"",
         fmt::format("{} ran, although its submission had thrown. In this case a move of a callable throws, "
                     "and a submission that throws must not start its task.",
                     name_of(task)),
         {task.submit.end_ref, task.body.begin_ref}});
  }
  return out;
}

}  // namespace

extern const property p51_hostile_types{
    "P51", "hostile-types",
    "An exception that cannot be copied is not lost, and a task whose callable's move throws does not run.",
    applies, check};

}  // namespace gauntlet::check
