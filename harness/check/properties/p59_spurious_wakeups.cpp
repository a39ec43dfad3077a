#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A spurious wake-up must not let a wait() or a submit() return early. Other properties already reject that,
// so this one repeats their violations in cases in which a spurious wake-up has happened. It does not prove
// that the wake-up was the reason.
judgement check(const view& v) {
  judgement out;
  if (v.history.spurious_wakeups == 0) return out;
  for (const auto* id : {"P01", "P34", "P25", "P28"}) {
    const property& broken = *property_named(id);
    if (!broken.not_applicable(v.capabilities).empty()) continue;
    const judgement judged = broken.check(v);
    out.exercised = out.exercised || judged.exercised;
    for (const violation& found : judged.violations)
      out.violations.push_back(
          {"",
           fmt::format("{} In this case a wait on a condition variable ended spuriously; check that each "
                       "such wait tests its condition again.",
                       found.sentence),
           found.evidence});
  }
  return out;
}

}  // namespace

extern const property p59_spurious_wakeups{
    "P59",
    "spurious-wakeups",
    "A spurious wake-up of a condition variable ends neither wait() nor submit().",
    [](const plan::capabilities& can) -> std::string_view {
      return can.waits_on_conditions ? "" : "it does not block on condition variables";
    },
    check,
    rank::consequence};

}  // namespace gauntlet::check
