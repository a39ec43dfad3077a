#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain without any clock: the plan gives the group no context, so no cancellation can exist in it.
judgement check(const view& v) {
  judgement out;
  if (v.plan.context || v.plan.policy != plan::error_policy::first) return out;
  for (const group_view& group : v.groups)
    for (const auto index : group.tasks)
      for (const observation& observed : v.tasks[index].observations) {
        out.exercised = out.exercised || observed.cancelled || failure_possible_before(v, group, observed);
        if (!observed.cancelled) continue;
        out.violations.push_back({"",
                                  fmt::format("{} observed a cancellation, although its group has no "
                                              "context. A group without a context must not cancel its tasks.",
                                              name_of(v.tasks[index])),
                                  {observed.when.end_ref}});
      }
  return out;
}

}  // namespace

extern const property p41_zero_value{
    "P41", "zero-value-group",
    "A group without a context cancels no task: after the first error, the other tasks continue.",
    [](const plan::capabilities& can) -> std::string_view {
      if (!needs_first_and_context(can).empty()) return needs_first_and_context(can);
      return can.zero_value ? "" : "it always has a context";
    },
    check};

}  // namespace gauntlet::check
