#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

void reject_if_late(const view& v, const group_view& group, const wait_view& wait, const task_view& winner,
                    const task_view& other, judgement& out) {
  const auto recorded = certainly_recorded_before(v, group, other, winner.body.end_ref);
  if (!recorded) return;
  out.violations.push_back(
      {"",
       fmt::format("{} returned {} of {}, but {} of {} was certainly recorded before {} failed: {}",
                   name_of(wait), name_of_error(winner.error), name_of(winner), name_of_error(other.error),
                   name_of(other), name_of(winner), recorded->why),
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

extern const property p06_first_error_legality{
    "P06", "first-error-legality", "The error that wait returns is one that may have been recorded first.",
    needs_first, check};

}  // namespace gauntlet::check
