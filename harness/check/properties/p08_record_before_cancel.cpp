#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A nested group may have been cancelled from outside, which only the cause tells.
bool cancelled_by_own_error(const view& v, const group_view& group, const observation& look) {
  if (!look.cancelled || v.parent_may_be_cancelled_before(look.when.end_ref) ||
      destruction_possible_before(v, look.when.end_ref))
    return false;
  if (group.index != 0 && !(v.capabilities.cause && only_task_failed_with(v, group, look.cause) != nullptr))
    return false;
  return std::none_of(group.waits.begin(), group.waits.end(),
                      [&](const wait_view& wait) { return wait_possible_before(v, wait, look); });
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const task_view* winner = winner_of(v, group, wait);
    if (winner == nullptr) return;
    for (const task_view* failed : failures_of(v, group))
      for (const observation& look : failed->observations) {
        if (!cancelled_by_own_error(v, group, look)) continue;
        out.exercised = true;
        if (failed != winner) continue;
        out.violations.push_back({"",
                                  fmt::format("{} returned {} of {}, which failed only after it had seen the "
                                              "group's cancellation: a consequence "
                                              "of the first error, not the first error",
                                              name_of(wait), name_of_error(winner->error), name_of(*winner)),
                                  {look.when.end_ref, winner->body.end_ref, wait.when.end_ref}});
        return;
      }
  });
  return out;
}

}  // namespace

extern const property p08_record_before_cancel{
    "P08", "record-before-cancel",
    "The error that wait returns is no consequence of the group's own cancellation.", needs_first_and_context,
    check};

}  // namespace gauntlet::check
