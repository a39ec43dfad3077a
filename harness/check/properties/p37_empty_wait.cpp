#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: no submission of the group began before the wait() returned, by more than the clock error. A
// wait() that never returns makes the case hang, and `diagnose_hang` reports that.
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
      out.violations.push_back(
          {"",
           "wait() returned an error, although no task had been submitted to the group by then.",
           {wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p37_empty_wait{
    "P37", "wait-with-no-tasks", "wait() of a group with no tasks returns immediately and without an error.",
    applies, check};

}  // namespace gauntlet::check
