#include <fmt/format.h>

#include <vector>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the later observation began after the earlier one ended, by program order or by more than the
// clock error.
void judge_pair(const view& v, const observation& earlier, const observation& later, judgement& out) {
  if (!v.before(earlier.when.end_ref, later.when.begin_ref)) return;
  if (later.task && v.before(earlier.when.end_ref, v.tasks[*later.task].submit.begin_ref))
    return;  // P18 judges it
  out.exercised = out.exercised || !later.awaited;
  if (later.cancelled) return;
  out.violations.push_back({"",
                            "An observation found the context not cancelled, although an earlier observation "
                            "had proved that it was cancelled. A context must stay cancelled.",
                            {earlier.when.end_ref, later.when.end_ref}});
}

// Returns the groups that were certainly cancelled when this cancellation was observed. They are the observed
// group and, if it cannot have cancelled itself, the outer group that must have cancelled it, and so on
// outwards.
std::vector<std::uint32_t> cancelled_with(const view& v, const observation& earlier) {
  std::vector<std::uint32_t> groups{earlier.group};
  observation above = earlier;
  const auto own = [&] {
    if (v.capabilities.cause && earlier.cause != history::id_canceled &&
        failed_with(v, v.groups[above.group], earlier.cause) == nullptr)
      return false;
    return self_cancellation_possible_before(v, above);
  };
  while (v.groups[above.group].opened_by && !own()) {
    above.task = v.groups[above.group].opened_by;
    above.group = v.tasks[*above.task].group;
    groups.push_back(above.group);
  }
  return groups;
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    for (const observation* earlier : observations_of(v, group)) {
      if (!earlier->cancelled) continue;
      for (const auto cancelled : cancelled_with(v, *earlier))
        for (const observation* later : observations_of(v, v.groups[cancelled]))
          if (earlier != later) judge_pair(v, *earlier, *later, out);
    }
  }
  for (const payload_view& payload : v.payloads) {
    if (payload.after_wait) continue;
    out.exercised = true;
    if (payload.intact) continue;
    out.violations.push_back(
        {"",
         fmt::format(
             "error {} was observed as the cause of the cancellation, but the observer did not see what task "
             "{} had written before it failed. A cancellation must make these writes visible.",
             payload.task, payload.task),
         {payload.source, payload.ref}});
  }
  return out;
}

}  // namespace

extern const property p17_monotonicity{
    "P17", "visibility-and-monotonicity",
    "After a cancellation is observed, every later observation shows it and the writes of the failed task.",
    needs_context, check};

}  // namespace gauntlet::check
