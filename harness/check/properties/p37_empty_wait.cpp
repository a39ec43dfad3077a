#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// That it returns at all is seen by the watchdog: diagnose_hang names it.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const bool empty = std::none_of(group.tasks.begin(), group.tasks.end(), [&](std::uint32_t index) {
      return v.tasks[index].submit.begun() &&
             possibly_before(v, v.tasks[index].submit.begin_ref, wait.when.end_ref);
    });
    if (!empty) return;
    out.exercised = true;
    if (wait.leaf_count > 0)
      out.violations.push_back({"", "a wait with no tasks returned an error", {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p37_empty_wait{"P37", "wait-with-no-tasks",
                                     "A wait with no tasks returns no error, at once.", applies, check};

}  // namespace gauntlet::check
