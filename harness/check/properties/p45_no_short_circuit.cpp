#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain for the same reasons as P01. If the body never began, the case must have ended.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const auto failed = joined_failures(v, group, wait);
    if (failed.empty()) return;
    for (const auto index : group.tasks) {
      const task_view& task = v.tasks[index];
      if (!v.joined(task, wait)) continue;
      out.exercised = out.exercised || task.body.begun() || v.history.ended;
      if (task.body.ended() && possibly_before(v, task.body.end_ref, wait.when.end_ref)) continue;
      if (!task.body.begun() && !v.history.ended) continue;
      const char* how = task.body.begun() ? "was still running" : "had not run";
      out.violations.push_back({"",
                                fmt::format("{} returned while {} {}. The failure of {} is no reason to "
                                            "return early: a collect-all group must run and join every task.",
                                            name_of(wait), name_of(task), how, name_of(*failed.front())),
                                {failed.front()->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p45_no_short_circuit{
    "P45",
    "no-short-circuit",
    "In a collect-all group, a failure does not stop, skip or abandon any other task.",
    needs_all,
    check,
    rank::consequence};

}  // namespace gauntlet::check
