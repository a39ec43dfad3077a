#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Returns whether a task was submitted after the earlier wait() and is joined by the later one.
bool reused(const view& v, const group_view& group, const wait_view& earlier, const wait_view& later) {
  return std::any_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    return task.accepted && v.before(earlier.when.end_ref, task.submit.begin_ref) && v.joined(task, later);
  });
}

// Returns whether the later result keeps the earlier errors. A fail-fast group always returns its first
// error. A collect-all group returns all errors of all rounds.
bool keeps(const wait_view& earlier, const wait_view& later, plan::error_policy policy) {
  if (policy == plan::error_policy::first)
    return !later.leaves.empty() && later.leaves.front().error == earlier.leaves.front().error;
  return std::all_of(earlier.leaves.begin(), earlier.leaves.end(), [&](const leaf& kept) {
    return std::any_of(later.leaves.begin(), later.leaves.end(),
                       [&](const leaf& leaf) { return leaf.error == kept.error; });
  });
}

std::optional<violation> not_joined_by_later_wait(const view& v, const group_view& group,
                                                  const wait_view& earlier, const wait_view& later) {
  if (!v.capabilities.joins) return std::nullopt;
  for (const auto index : group.tasks) {
    const task_view& task = v.tasks[index];
    const bool is_new = task.accepted && v.before(earlier.when.end_ref, task.submit.begin_ref);
    if (!is_new || !v.joined(task, later) || !certainly_running_after(v, task, later)) continue;
    return violation{
        "",
        fmt::format("{} returned while {} was still running. This task was submitted after an earlier wait() "
                    "had returned, and a group that is used again must join its new tasks.",
                    name_of(later), name_of(task)),
        {earlier.when.end_ref, task.body.begin_ref, later.when.end_ref}};
  }
  return std::nullopt;
}

std::optional<violation> error_not_kept(const view& v, const wait_view& earlier, const wait_view& later) {
  if (earlier.leaves.empty() || keeps(earlier, later, v.plan.policy)) return std::nullopt;
  return violation{"",
                   fmt::format("One wait() returned {}. More tasks were submitted, and a later wait() "
                               "returned {}. A group that is used again keeps its recorded errors, so {}.",
                               errors_of(earlier), errors_of(later),
                               v.plan.policy == plan::error_policy::first
                                   ? "the later result must be the same error"
                                   : "the later result must contain all earlier errors"),
                   {earlier.when.end_ref, later.when.end_ref}};
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const wait_view& earlier : group.waits)
      for (const wait_view& later : group.waits) {
        if (!earlier.when.ended() || !later.when.ended() ||
            !v.before(earlier.when.end_ref, later.when.begin_ref) || !reused(v, group, earlier, later))
          continue;
        out.exercised = out.exercised || v.capabilities.joins || !earlier.leaves.empty();
        auto broken = not_joined_by_later_wait(v, group, earlier, later);
        if (!broken) broken = error_not_kept(v, earlier, later);
        if (!broken) continue;
        out.violations.push_back(std::move(*broken));
        return out;
      }
  return out;
}

}  // namespace

extern const property p40_reuse{
    "P40",
    "reuse",
    "After wait() the group can be used again: it keeps its errors, and the next wait() joins the new tasks.",
    needs_reuse,
    check,
    rank::consequence};

}  // namespace gauntlet::check
