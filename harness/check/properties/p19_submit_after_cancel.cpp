#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the cancellation was observed before the submission began, the task was accepted, and the case
// ended without a run of its body.
judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* observed : observations_of(v, group)) {
      if (!observed->cancelled) continue;
      for (const auto index : group.tasks) {
        const task_view& task = v.tasks[index];
        if (!task.accepted || !v.before(observed->when.end_ref, task.submit.begin_ref)) continue;
        if (!v.history.ended) continue;
        out.exercised = true;
        if (task.body.begun()) continue;
        out.violations.push_back(
            {"",
             fmt::format("{} never ran. It was submitted and accepted after the cancellation had been "
                         "observed, and a cancelled group must still run the tasks that it accepts.",
                         name_of(task)),
             {observed->when.end_ref, task.submit.end_ref}});
        return out;
      }
    }
  return out;
}

}  // namespace

extern const property p19_submit_after_cancel{
    "P19", "submit-after-cancel", "A cancelled group still runs the tasks that are submitted to it.",
    [](const plan::capabilities& can) -> std::string_view {
      if (!needs_context(can).empty()) return needs_context(can);
      return can.runs_after_cancel ? "" : "it drops tasks that are submitted after its cancellation";
    },
    check};

}  // namespace gauntlet::check
