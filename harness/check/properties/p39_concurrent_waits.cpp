#include <fmt/format.h>

#include <algorithm>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Returns whether neither wait() certainly returned before the other one began.
bool overlap(const view& v, const wait_view& a, const wait_view& b) {
  return !v.before(a.when.end_ref, b.when.begin_ref) && !v.before(b.when.end_ref, a.when.begin_ref);
}

// Returns whether both waits certainly join the same tasks, and neither can join any other task. Then the
// results must be the same.
bool join_the_same(const view& v, const group_view& group, const wait_view& a, const wait_view& b) {
  return std::all_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
    const task_view& task = v.tasks[index];
    return !task.accepted || (v.joined(task, a) && v.joined(task, b)) ||
           (v.before(a.when.end_ref, task.submit.begin_ref) &&
            v.before(b.when.end_ref, task.submit.begin_ref));
  });
}

judgement check(const view& v) {
  judgement out;
  for (const group_view& group : v.groups)
    for (const wait_view& a : group.waits)
      for (const wait_view& b : group.waits) {
        if (&a >= &b || !a.when.ended() || !b.when.ended() || !overlap(v, a, b)) continue;
        if (!join_the_same(v, group, a, b)) continue;
        out.exercised = true;
        if (same_errors(a, b)) continue;
        out.violations.push_back(
            {"",
             fmt::format("Of two concurrent calls of wait(), one returned {} and the other returned {}. Both "
                         "join the same tasks, so both must return the same result.",
                         errors_of(a), errors_of(b)),
             {a.when.end_ref, b.when.end_ref}});
        return out;
      }
  out.exercised = out.exercised || promises_a_wait(v, "P39");
  return out;
}

}  // namespace

extern const property p39_concurrent_waits{"P39", "concurrent-waits",
                                           "Concurrent calls of wait() all return, with the same result.",
                                           needs_repeat_wait, check};

}  // namespace gauntlet::check
