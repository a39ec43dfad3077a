#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A submit that does not synchronise is a data race on the parcel: the runner under ThreadSanitizer adds P05
// to its report.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.parcel_ref) continue;
    out.exercised = true;
    if (task.parcel_intact) continue;
    out.violations.push_back(
        {"",
         fmt::format("{} did not see what had been written before its submit", name_of(task)),
         {task.submit.begin_ref, *task.parcel_ref}});
  }
  return out;
}

}  // namespace

extern const property p05_submit_visibility{
    "P05", "submit-visibility", "What was written before a submit is visible to the task.", applies, check};

}  // namespace gauntlet::check
