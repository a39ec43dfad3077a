#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// Returns whether an error of the task may be kept: it is a result or a cause, or what its task returned is
/// not its own error.
bool may_be_kept(const view& v, const task_view& failed) {
  if (failed.error != failed.index) return true;
  const auto is_cause = [&](const observation* seen) { return seen->cause == failed.index; };
  const auto is_result = [&](const wait_view& wait) {
    return wait.leaf_count > wait.leaves.size() ||
           std::any_of(wait.leaves.begin(), wait.leaves.end(),
                       [&](const leaf& each) { return each.error == failed.index; });
  };
  return std::any_of(v.groups.begin(), v.groups.end(), [&](const group_view& group) {
    const auto seen = observations_of(v, group);
    return std::any_of(group.waits.begin(), group.waits.end(), is_result) ||
           std::any_of(seen.begin(), seen.end(), is_cause);
  });
}

// Certain: the wait() joins the task, and it returned before the destruction by more than the clock error. A
// fail-fast group keeps the first error only.
void judge_losing_errors(const view& v, judgement& out) {
  if (v.plan.policy != plan::error_policy::first || !v.capabilities.joins) return;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (may_be_kept(v, *failed)) continue;
      for (const event_ref end : failed->error_ends)
        if (v.before(wait.when.end_ref, end))
          return out.violations.push_back(
              {"",
               fmt::format("An error of {} was destroyed after {} had returned. The group does not keep this "
                           "error, because another one came first, so it must destroy it before it counts "
                           "the task down.",
                           name_of(*failed), name_of(wait)),
               {failed->body.end_ref, wait.when.end_ref, end}});
    }
  });
}

// The counts are taken after the group is destroyed and the case has ended, so each object that is left is a
// leak. The sanitizers report an error that is destroyed too early, or while another thread reads it.
judgement check(const view& v) {
  judgement out;
  judge_losing_errors(v, out);
  out.exercised = !out.violations.empty();
  if (!v.history.ended) return out;
  out.exercised = out.exercised || std::any_of(v.tasks.begin(), v.tasks.end(),
                                               [](const task_view& task) { return task.failed(); });
  const auto expect_none = [&](std::int64_t count, const char* what) {
    if (count > 0)
      out.violations.push_back(
          {"",
           fmt::format("The case ended, and not all errors were destroyed. {} that still exist: {}. Each "
                       "error must be destroyed at the latest with its group.",
                       what, count),
           {}});
  };
  expect_none(v.history.left.errors, "Error objects");
  expect_none(v.history.left.payloads, "Payloads of errors");
  out.exercised = out.exercised || !out.violations.empty();
  return out;
}

}  // namespace

extern const property p49_errors_destroyed{
    "P49", "error-lifetime",
    "Each error is destroyed exactly once: one that the group does not keep before the wait() that joins its "
    "task returns, and all others with the group.",
    applies, check};

}  // namespace gauntlet::check
