#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  if (v.plan.context || v.plan.policy != plan::error_policy::first) return out;
  for (const group_view& group : v.groups)
    for (const auto index : group.tasks)
      for (const observation& look : v.tasks[index].observations) {
        const bool failed = failure_possible_before(v, group, look);
        out.exercised = out.exercised || failed;
        if (!look.cancelled) continue;
        out.violations.push_back(
            {"",
             fmt::format("{} was cancelled, although its group has no context that could be",
                         name_of(v.tasks[index])),
             {look.when.end_ref}});
      }
  return out;
}

}  // namespace

extern const property p41_zero_value{
    "P41", "zero-value-group",
    "A group without a context cancels nobody: its first error wins, the others go on.",
    [](const plan::capabilities& can) -> std::string_view {
      if (!needs_first_and_context(can).empty()) return needs_first_and_context(can);
      return can.zero_value ? "" : "it always has a context";
    },
    check};

}  // namespace gauntlet::check
