#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The end of a body is no proof that its error is recorded: a task can be preempted between its return and
// the record. Therefore the check never compares the ends of two bodies. It rejects the winner only if an
// event that can only follow the record of the other error certainly happened before the winner failed.
void reject_if_late(const view& v, const group_view& group, const wait_view& wait, const task_view& winner,
                    const task_view& other, judgement& out) {
  const auto recorded = certainly_recorded_before(v, group, other, winner.body.end_ref);
  if (!recorded) return;
  out.violations.push_back(
      {"",
       fmt::format("{} returned {} of {}, but that was not the first error. Before {} failed, {} of {} had "
                   "been recorded: {}.",
                   name_of(wait), name_of_error(winner.error), name_of(winner), name_of(winner),
                   name_of_error(other.error), name_of(other), recorded->why),
       {other.body.end_ref, recorded->event, winner.body.end_ref, wait.when.end_ref}});
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const task_view* winner = winner_of(v, group, wait);
    if (winner == nullptr) return;
    for (const task_view* other : failures_of(v, group)) {
      if (other == winner) continue;
      out.exercised = true;
      reject_if_late(v, group, wait, *winner, *other, out);
    }
  });
  return out;
}

}  // namespace

extern const property p06_first_error_legality{"P06", "first-error-legality",
                                               "wait() returns the error that the group recorded first.",
                                               needs_first, check};

}  // namespace gauntlet::check
