#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether only an error of this group can have caused the observed cancellation. The parent, a wait()
// and the destructor are excluded by the order of events. A nested group can also be cancelled by an outer
// group, so for it the observed cause must be an error of its own.
bool cancelled_by_own_error(const view& v, const group_view& group, const observation& observed) {
  if (!observed.cancelled || v.parent_may_be_cancelled_before(observed.when.end_ref) ||
      destruction_possible_before(v, observed.when.end_ref))
    return false;
  if (group.index != 0 &&
      !(v.capabilities.cause && only_task_failed_with(v, group, observed.cause) != nullptr))
    return false;
  return std::none_of(group.waits.begin(), group.waits.end(),
                      [&](const wait_view& wait) { return wait_possible_before(v, wait, observed); });
}

// Certain without any clock: the winner observed the cancellation and failed later, in program order. An
// error was recorded before that cancellation, so the winner's error came after it.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (wait.leaves.empty()) return;
    const task_view* winner = winner_of(v, group, wait);
    for (const task_view* failed : failures_of(v, group)) {
      if (only_task_failed_with(v, group, failed->error) != failed) continue;
      for (const observation& observed : failed->observations) {
        if (!cancelled_by_own_error(v, group, observed)) continue;
        out.exercised = true;
        if (failed != winner) continue;
        out.violations.push_back(
            {"",
             fmt::format(
                 "{} returned {} of {}, but {} failed only after it had observed the cancellation of its "
                 "group. Only an earlier error can have caused that cancellation, so {} was not the first.",
                 name_of(wait), name_of_error(winner->error), name_of(*winner), name_of(*winner),
                 name_of_error(winner->error)),
             {observed.when.end_ref, winner->body.end_ref, wait.when.end_ref}});
        return;
      }
    }
  });
  return out;
}

}  // namespace

extern const property p08_record_before_cancel{
    "P08", "record-before-cancel",
    "wait() never returns an error that is a consequence of the group's own cancellation.",
    needs_first_and_context, check};

}  // namespace gauntlet::check
