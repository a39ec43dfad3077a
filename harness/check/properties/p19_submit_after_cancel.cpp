#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const observation* seen : observations_of(v, group)) {
      if (!seen->cancelled) continue;
      for (const auto index : group.tasks) {
        const task_view& task = v.tasks[index];
        if (!task.accepted || !v.before(seen->when.end_ref, task.submit.begin_ref)) continue;
        out.exercised = true;
        if (task.body.begun() || !v.history.ended) continue;
        out.violations.push_back(
            {"",
             fmt::format("{} was submitted after the cancellation had been seen, was accepted, and never ran",
                         name_of(task)),
             {seen->when.end_ref, task.submit.end_ref}});
        return out;
      }
    }
  return out;
}

}  // namespace

extern const property p19_submit_after_cancel{
    "P19", "submit-after-cancel", "A cancelled group still runs what is submitted to it.",
    [](const plan::capabilities& can) -> std::string_view {
      if (!needs_context(can).empty()) return needs_context(can);
      return can.runs_after_cancel ? "" : "a cancelled group drops what is submitted to it";
    },
    check};

}  // namespace gauntlet::check
