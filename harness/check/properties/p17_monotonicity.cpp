#include <fmt/format.h>

#include <vector>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void judge_pair(const view& v, const observation& seen, const observation& later, judgement& out) {
  if (!v.before(seen.when.end_ref, later.when.begin_ref)) return;
  out.exercised = true;
  if (later.cancelled) return;
  if (later.task && v.before(seen.when.end_ref, v.tasks[*later.task].submit.begin_ref)) return;  // P18
  out.violations.push_back({"",
                            "the context had been seen cancelled, and a later look says that it is not",
                            {seen.when.end_ref, later.when.end_ref}});
}

// The groups whose contexts were cancelled when this one was seen so: itself, and those above that it must
// have it from.
std::vector<std::uint32_t> cancelled_with(const view& v, const observation& seen) {
  std::vector<std::uint32_t> groups{seen.group};
  observation above = seen;
  const auto own = [&] {
    if (v.capabilities.cause && seen.cause != history::id_canceled &&
        failed_with(v, v.groups[above.group], seen.cause) == nullptr)
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
    for (const observation* seen : observations_of(v, group)) {
      if (!seen->cancelled) continue;
      for (const auto cancelled : cancelled_with(v, *seen))
        for (const observation* later : observations_of(v, v.groups[cancelled]))
          if (seen != later) judge_pair(v, *seen, *later, out);
    }
  }
  for (const payload_view& payload : v.payloads) {
    if (payload.after_wait || payload.intact) continue;
    out.violations.push_back({"",
                              fmt::format("error {} was seen as the cause of the cancellation before what "
                                          "its task had written was visible",
                                          payload.task),
                              {payload.source, payload.ref}});
  }
  return out;
}

}  // namespace

extern const property p17_monotonicity{
    "P17", "visibility-and-monotonicity",
    "Once one thread has seen the cancellation, every later look sees it, and what the failing task wrote.",
    needs_context, check};

}  // namespace gauntlet::check
