#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool raised(const task_view& task) { return task.outcome == history::outcome::raised; }

const task_view* one_of_kind(const std::vector<const task_view*>& failed, bool wants_raised) {
  const auto found = std::find_if(failed.begin(), failed.end(),
                                  [&](const task_view* task) { return raised(*task) == wants_raised; });
  return found == failed.end() ? nullptr : *found;
}

bool returned(const wait_view& wait, const task_view& failed) {
  return std::any_of(wait.leaves.begin(), wait.leaves.end(),
                     [&](const leaf& leaf) { return leaf.error == failed.error; });
}

// Returns whether the result lost this failure in favour of the other kind. Neither kind has priority: a
// collect-all group returns both, and a fail-fast group returns the one that was recorded first. For
// fail-fast the order must be certain, as in P06.
bool hides(const view& v, const group_view& group, const wait_view& wait, const task_view& hidden) {
  if (v.plan.policy == plan::error_policy::all) return !returned(wait, hidden);
  const task_view* winner = winner_of(v, group, wait);
  return winner != nullptr && raised(*winner) != raised(hidden) &&
         certainly_recorded_before(v, group, hidden, winner->body.end_ref).has_value();
}

// Returns whether another result would have hidden one of these failures.
bool could_hide(const view& v, const group_view& group, const std::vector<const task_view*>& joined) {
  if (v.plan.policy == plan::error_policy::all) return true;
  const auto failed = failures_of(v, group);
  return std::any_of(joined.begin(), joined.end(), [&](const task_view* hidden) {
    return std::any_of(failed.begin(), failed.end(), [&](const task_view* winner) {
      return raised(*winner) != raised(*hidden) && winner->error != hidden->error &&
             winner->error != history::id_abandoned &&
             certainly_recorded_before(v, group, *hidden, winner->body.end_ref);
    });
  });
}

judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const auto failed = joined_failures(v, group, wait);
    if (one_of_kind(failed, true) == nullptr || one_of_kind(failed, false) == nullptr) return;
    if (wait.leaf_count == 0) return;
    out.exercised = out.exercised || could_hide(v, group, failed);
    for (const task_view* hidden : failed) {
      if (!hides(v, group, wait, *hidden)) continue;
      out.exercised = true;
      out.violations.push_back(
          {"",
           fmt::format("{} returned {}, but not the {} of {}. {} Errors and exceptions must count alike.",
                       name_of(wait), errors_of(wait), raised(*hidden) ? "exception" : "error",
                       name_of(*hidden),
                       v.plan.policy == plan::error_policy::all
                           ? "The result must contain both."
                           : "It had been recorded before, and a later failure must not replace it."),
           {hidden->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  return out;
}

}  // namespace

extern const property p52_errors_and_exceptions{
    "P52",
    "errors-and-exceptions",
    "If one task returns an error and another throws an exception, neither kind hides the other.",
    needs_joins,
    check,
    rank::consequence};

}  // namespace gauntlet::check
