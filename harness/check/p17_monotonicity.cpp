#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
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

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    const auto looks = looks_at(v, group);
    for (const observation* seen : looks)
      for (const observation* later : looks)
        if (seen->cancelled && seen != later) judge_pair(v, *seen, *later, out);
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

const property p17_monotonicity{
    "P17", "visibility-and-monotonicity",
    "Once one thread has seen the cancellation, every later look sees it, and what the failing task wrote.",
    needs_context, check};

}  // namespace gauntlet::check
