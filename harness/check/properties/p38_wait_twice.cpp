#include <fmt/format.h>

#include <algorithm>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Returns whether the second wait() can know no task that the first one did not join. Then the results must
// be the same.
bool no_task_submitted_in_between(const view& v, const group_view& group, const wait_view& first,
                                  const wait_view& second) {
  return std::none_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    return task.submit.begun() && !v.joined(task, first) &&
           possibly_before(v, task.submit.begin_ref, second.when.end_ref);
  });
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const wait_view& first : group.waits)
      for (const wait_view& second : group.waits) {
        if (!first.when.ended() || !second.when.ended() ||
            !v.before(first.when.end_ref, second.when.begin_ref))
          continue;
        if (!no_task_submitted_in_between(v, group, first, second)) continue;
        out.exercised = true;
        if (same_errors(first, second)) continue;
        out.violations.push_back(
            {"",
             fmt::format("wait() returned {}, and a later wait() of the same group returned {}. Both join "
                         "the same tasks, so both must return the same result.",
                         errors_of(first), errors_of(second)),
             {first.when.end_ref, second.when.end_ref}});
        return out;
      }
  out.exercised = out.exercised || promises_a_wait(v, "P38");
  return out;
}

}  // namespace

extern const property p38_wait_twice{"P38", "wait-twice",
                                     "A second wait() returns immediately, with the same result.",
                                     needs_repeat_wait, check};

}  // namespace gauntlet::check
