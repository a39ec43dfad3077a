#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The parcel is plain memory that only the submitting thread writes, before the submission. If the task reads
// another value, submit() did not make the write visible. A submit() that does not synchronise also causes a
// data race on the parcel: under ThreadSanitizer the runner adds P05 to that report.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.parcel_ref) continue;
    out.exercised = true;
    if (task.parcel_intact) continue;
    out.violations.push_back(
        {"",
         fmt::format("{} read another value than the one that was written before its submission. submit() "
                     "must make earlier writes of its caller visible to the task.",
                     name_of(task)),
         {task.submit.begin_ref, *task.parcel_ref}});
  }
  return out;
}

}  // namespace

extern const property p05_submit_visibility{
    "P05", "submit-visibility", "A task sees everything that was written before it was submitted.", applies,
    check};

}  // namespace gauntlet::check
