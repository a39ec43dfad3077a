#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// What a wake-up for no reason lets through is what a wait or a submit must not do anyway.
judgement check(const view& v) {
  judgement out;
  if (v.history.spurious_wakeups == 0) return out;
  out.exercised = true;
  for (const auto* id : {"P01", "P34", "P25", "P28"}) {
    const property& broken = *property_named(id);
    if (!broken.not_applicable(v.capabilities).empty()) continue;
    for (const violation& found : broken.check(v).violations)
      out.violations.push_back(
          {"", fmt::format("a wait on a condition variable ended for no reason, and {}", found.sentence),
           found.evidence});
  }
  return out;
}

}  // namespace

extern const property p59_spurious_wakeups{
    "P59", "spurious-wakeups",
    "A condition variable that wakes for no reason ends neither a wait nor a submit.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.waits_on_conditions ? "" : "it blocks on no condition variable";
    },
    check};

}  // namespace gauntlet::check
