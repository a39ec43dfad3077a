#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A limit can be changed only when all tasks so far have been counted down; then the first error among theirs
// has cancelled the context.
void judge_after_limit(const view& v, const limit_view& change, judgement& out) {
  const group_view& group = v.groups[0];
  const auto failed = failures_of(v, group);
  const auto first = std::find_if(failed.begin(), failed.end(), [&](const task_view* task) {
    return v.before(task->submit.end_ref, change.when.begin_ref);
  });
  if (first == failed.end()) return;
  for (const observation* look : observations_of(v, group)) {
    if (!v.before(change.when.end_ref, look->when.begin_ref)) continue;
    out.exercised = true;
    if (look->cancelled) continue;
    out.violations.push_back(
        {"",
         fmt::format("{} failed and was counted down, and a later look saw no cancellation",
                     name_of(**first)),
         {(*first)->body.end_ref, change.when.end_ref, look->when.end_ref}});
    return;
  }
}

/// A lost cancellation lets those who wait for it hang: diagnose_hang names it.
judgement check(const view& v) {
  judgement out;
  for (const limit_view& change : v.limits)
    if (v.plan.context && change.when.ended() && change.accepted) judge_after_limit(v, change, out);
  for (const group_view& group : v.groups)
    for (const observation* look : observations_of(v, group))
      out.exercised = out.exercised || (look->awaited && failure_possible_before(v, group, *look));
  return out;
}

}  // namespace

extern const property p13_cancel_on_first_error{
    "P13", "cancel-on-first-error",
    "The first failure cancels the context at once, without anybody calling wait.", needs_first_and_context,
    check};

}  // namespace gauntlet::check
