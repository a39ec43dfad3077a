#include <fmt/format.h>

#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Judged only if every joined failure is an exception. Then no returned error can be the result, and a result
// without an error has lost an exception.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    const auto failed = joined_failures(v, group, wait);
    const bool all_raised = std::all_of(failed.begin(), failed.end(), [](const task_view* task) {
      return task->outcome == history::outcome::raised;
    });
    if (failed.empty() || !all_raised) return;
    if (!possibly_before(v, failed.front()->body.end_ref, wait.when.end_ref)) return;
    out.exercised = true;
    if (wait.leaf_count > 0) return;
    out.violations.push_back({"",
                              fmt::format("{} returned no error, although {} threw an exception. The group "
                                          "must catch it, and wait() must report it as an error of the task.",
                                          name_of(wait), name_of(*failed.front())),
                              {failed.front()->body.end_ref, wait.when.end_ref}});
  });
  return out;
}

}  // namespace

extern const property p46_exception_is_error{
    "P46", "exception-is-error",
    "An exception that a task throws counts as an error, like an error that a task returns.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.ends_on_exception ? "an exception that a task throws ends the process (see P47)"
                                   : applies(can);
    },
    check};

}  // namespace gauntlet::check
