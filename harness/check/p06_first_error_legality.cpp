#include <fmt/format.h>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// An event that certainly follows the record of a task's error, and how that is known.
struct bound {
  event_ref event;
  std::string why;
};

// With limit 1 a task starts after the permit of the one before came back, and that comes after its record.
bool passed_its_permit_on(const view& v, const task_view& from, const task_view& to) {
  if (from.group != 0 || !to.body.begun() || &from == &to) return false;
  const auto* one = v.epoch_of({from.submit.begin, from.body.end, from.submit.begin_ref, from.body.end_ref});
  const auto* other = v.epoch_of({to.submit.begin, to.body.begin, to.submit.begin_ref, to.body.begin_ref});
  return one != nullptr && one == other && one->limit == 1u && v.before(from.body.end_ref, to.body.begin_ref);
}

std::vector<bound> bounds_of(const view& v, const group_view& group, const task_view& failed) {
  std::vector<bound> bounds;
  for (const wait_view& wait : group.waits)
    if (v.capabilities.joins && wait.when.ended() && v.joined(failed, wait))
      bounds.push_back({wait.when.end_ref, "a wait that joined it had returned"});
  for (const observation* look : looks_at(v, group))
    if (v.capabilities.cause && look->cancelled && look->cause == failed.error)
      bounds.push_back({look->when.end_ref, "it had been seen as the cause of the cancellation"});
  for (const auto index : group.tasks)
    if (passed_its_permit_on(v, failed, v.tasks[index]))
      bounds.push_back({v.tasks[index].body.begin_ref,
                        fmt::format("under limit 1, {} ran after it", name_of(v.tasks[index]))});
  return bounds;
}

void reject_if_late(const view& v, const group_view& group, const wait_view& wait, const task_view& winner,
                    const task_view& other, judgement& out) {
  for (const bound& b : bounds_of(v, group, other)) {
    if (!v.before(b.event, winner.body.end_ref)) continue;
    out.violations.push_back(
        {"",
         fmt::format("{} returned {} of {}, but {} of {} was certainly recorded before {} failed: {}",
                     name_of(wait), name_of_error(winner.error), name_of(winner), name_of_error(other.error),
                     name_of(other), name_of(winner), b.why),
         {other.body.end_ref, b.event, winner.body.end_ref, wait.when.end_ref}});
    return;
  }
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

const property p06_first_error_legality{
    "P06", "first-error-legality", "The error that wait returns is one that may have been recorded first.",
    needs_first, check};

}  // namespace gauntlet::check
