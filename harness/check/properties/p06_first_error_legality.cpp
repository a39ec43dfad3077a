#include <fmt/format.h>

#include <algorithm>

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

// Returns whether the error of some other task would have been an illegal result: the returned error had
// certainly been recorded before that task failed.
bool another_winner_is_illegal(const view& v, const group_view& group,
                               const std::vector<const task_view*>& failed, std::uint32_t returned) {
  for (const task_view* first : failed) {
    if (first->error != returned) continue;
    const bool late = std::any_of(failed.rbegin(), failed.rend(), [&](const task_view* other) {
      return other->error != returned && other->error != history::id_abandoned &&
             certainly_recorded_before(v, group, *first, other->body.end_ref);
    });
    if (late) return true;
  }
  return false;
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    if (wait.leaves.empty()) return;
    const auto failed = failures_of(v, group);
    const task_view* winner = winner_of(v, group, wait);
    for (const task_view* other : failed)
      if (winner != nullptr && other != winner) reject_if_late(v, group, wait, *winner, *other, out);
    out.exercised = out.exercised || !out.violations.empty() ||
                    another_winner_is_illegal(v, group, failed, wait.leaves.front().error);
  });
  return out;
}

}  // namespace

extern const property p06_first_error_legality{"P06", "first-error-legality",
                                               "wait() returns the error that the group recorded first.",
                                               needs_first, check};

}  // namespace gauntlet::check
