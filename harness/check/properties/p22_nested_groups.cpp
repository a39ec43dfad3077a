#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool cancelled_from_outside(const view& v, const group_view& inner) {
  if (!v.capabilities.cause) return false;
  const auto looks = observations_of(v, inner);
  return std::any_of(looks.begin(), looks.end(), [&](const observation* look) {
    return look->cancelled && look->cause != history::id_canceled &&
           failed_with(v, inner, look->cause) == nullptr;
  });
}

void judge_wait(const view& v, const group_view& inner, const wait_view& wait, judgement& out) {
  const auto failed = joined_failures(v, inner, wait);
  if (failed.empty()) return;
  out.exercised = true;
  if (wait.leaf_count > 0 || !cancelled_from_outside(v, inner)) return;
  out.violations.push_back(
      {"",
       fmt::format("{} of nested group {} failed, and its wait returned no error: it was lost because the "
                   "outer group had been cancelled",
                   name_of(*failed.front()), inner.index),
       {failed.front()->body.end_ref, wait.when.end_ref}});
}

// Until its opener has ended, an inner failure is nothing to the outer group.
void judge_outer(const view& v, const group_view& inner, judgement& out) {
  const task_view& opener = v.tasks[*inner.opened_by];
  for (const observation* look : observations_of(v, v.groups[opener.group])) {
    const task_view* failed = look->cancelled ? only_task_failed_with(v, inner, look->cause) : nullptr;
    if (failed == nullptr) continue;
    const bool opener_ended =
        opener.body.ended() && possibly_before(v, opener.body.end_ref, look->when.end_ref);
    if (opener_ended) continue;
    out.violations.push_back({"",
                              fmt::format("{} of nested group {} cancelled the outer group",
                                          name_of_error(look->cause), inner.index),
                              {failed->body.end_ref, look->when.end_ref}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& inner : v.groups) {
    if (!inner.opened_by) continue;
    for (const wait_view& wait : inner.waits)
      if (wait.when.ended()) judge_wait(v, inner, wait, out);
    judge_outer(v, inner, out);
  }
  return out;
}

}  // namespace

extern const property p22_nested_groups{
    "P22", "nested-groups",
    "An inner group keeps its own error, whatever became of the outer one, and leaves the outer one alone.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.nesting ? "" : "its tasks can't open groups derived from their own";
    },
    check};

}  // namespace gauntlet::check
