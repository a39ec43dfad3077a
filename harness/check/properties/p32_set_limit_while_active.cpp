#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns a task that was certainly active during the whole call. A task is active from its acceptance until
// its callable is destroyed (P54).
const task_view* certainly_active(const view& v, const limit_view& call) {
  const auto active = certainly_active_before(v, call);
  const auto found = std::find_if(active.begin(), active.end(), [&](const task_view* task) {
    return !possibly_counted_down_before(v, *task, call.when.end_ref);
  });
  return found == active.end() ? nullptr : *found;
}

judgement check(const view& v) {
  judgement out;
  for (const limit_view& call : v.limits) {
    if (!call.when.ended()) continue;
    const task_view* active = certainly_active(v, call);
    if (active == nullptr) continue;
    out.exercised = true;
    if (!call.accepted) continue;
    out.violations.push_back({"",
                              fmt::format("The limit was changed while {} was active. The change must fail "
                                          "until every task has ended and its callable is destroyed.",
                                          name_of(*active)),
                              {call.when.begin_ref, call.when.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p32_set_limit_while_active{
    "P32", "set-limit-while-active",
    "The limit cannot be changed while a task is active, even if that task started without a limit.",
    needs_set_limit, check};

}  // namespace gauntlet::check
