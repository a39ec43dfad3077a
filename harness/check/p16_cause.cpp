#include <fmt/format.h>

#include <algorithm>

#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

bool nil_wait_possible(const view& v, const group_view& group, const observation& look) {
  return std::any_of(group.waits.begin(), group.waits.end(), [&](const wait_view& wait) {
    const bool told_error = wait.when.ended() && !wait.leaves.empty();
    return !told_error && wait_possible_before(v, wait, look);
  });
}

// Whether the cause can be right, be it the group's own or that of one it is derived from.
bool possible_cause(const view& v, const observation& look) {
  observation seen = look;
  while (true) {
    const group_view& group = v.groups[seen.group];
    for (const task_view* failed : failures_of(v, group))
      if (failed->error == look.cause && possibly_before(v, failed->body.end_ref, look.when.end_ref))
        return true;
    if (look.cause == history::id_canceled && nil_wait_possible(v, group, seen)) return true;
    if (look.cause == history::id_canceled && destruction_possible_before(v, look.when.end_ref)) return true;
    if (!group.opened_by) break;
    seen.task = group.opened_by;
    seen.group = v.tasks[*group.opened_by].group;
  }
  if (look.cause == history::id_deadline) return v.plan.deadline_us.has_value();
  return look.cause == history::id_parent && !v.parent_cancels.empty() &&
         v.parent_may_be_cancelled_before(look.when.end_ref);
}

void judge_look(const view& v, const observation& look, judgement& out) {
  out.exercised = true;
  if (possible_cause(v, look)) return;
  const bool none = look.cause == history::no_error;
  out.violations.push_back(
      {"",
       none ? std::string("the context is cancelled but tells no cause")
            : fmt::format("the context tells {} as its cause, which cannot have cancelled it",
                          name_of_error(look.cause)),
       {look.when.end_ref}});
}

void judge_agreement(const view& v, const group_view& group, const observation& look, judgement& out) {
  if (only_one_with(v, group, look.cause) == nullptr) return;  // it may be the outer group's
  for (const wait_view& wait : group.waits) {
    if (!wait.when.ended() || wait.leaves.empty() || wait.leaves.front().error == look.cause) continue;
    out.violations.push_back(
        {"",
         fmt::format("the context was cancelled by {}, but {} returned {}", name_of_error(look.cause),
                     name_of(wait), name_of_error(wait.leaves.front().error)),
         {look.when.end_ref, wait.when.end_ref}});
    return;
  }
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups) {
    const observation* first = nullptr;
    for (const observation* look : looks_at(v, group)) {
      if (!look->cancelled) continue;
      judge_look(v, *look, out);
      if (first == nullptr) {
        first = look;
        judge_agreement(v, group, *look, out);
      } else if (first->cause != look->cause) {
        out.violations.push_back({"",
                                  fmt::format("the cause changed: one look told {}, another {}",
                                              name_of_error(first->cause), name_of_error(look->cause)),
                                  {first->when.end_ref, look->when.end_ref}});
        return out;
      }
    }
  }
  return out;
}

}  // namespace

const property p16_cause{"P16", "cause",
                         "The cause of a cancellation is the first error, or the cause of the parent if that "
                         "was cancelled first; it never changes.",
                         needs_cause, check};

}  // namespace gauntlet::check
