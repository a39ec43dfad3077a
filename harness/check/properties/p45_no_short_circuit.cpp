#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const auto failed = joined_failures(v, group, wait);
    if (failed.empty()) return;
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!v.joined(task, wait)) continue;
      out.exercised = true;
      if (task.body.ended() && possibly_before(v, task.body.end_ref, wait.when.end_ref)) continue;
      if (!task.body.begun() && !v.history.ended) continue;
      const char* how = task.body.begun() ? "was still running" : "never ran";
      out.violations.push_back({"",
                                fmt::format("{} returned after the failure of {}, and {} {}", name_of(wait),
                                            name_of(*failed.front()), name_of(task), how),
                                {failed.front()->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p45_no_short_circuit{
    "P45", "no-short-circuit",
    "One failure neither stops, skips nor abandons another task of a collect-all group.", needs_all, check};

}  // namespace gauntlet::check
