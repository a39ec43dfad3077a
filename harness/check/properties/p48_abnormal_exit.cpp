#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Certain for the same reasons as P09. If the exit does not release its permit, or is not counted as the end
// of the task, the case hangs, and `diagnose_hang` reports that.
judgement check(const view& v) {
  judgement out;
  for_each_returned_wait(v, [&](const group_view& group, const wait_view& wait) {
    for (const task_view* failed : joined_failures(v, group, wait)) {
      if (failed->outcome != history::outcome::exited) continue;
      if (!possibly_before(v, failed->body.end_ref, wait.when.end_ref)) continue;
      out.exercised = true;
      if (wait.leaf_count > 0) continue;
      out.violations.push_back(
          {"",
           fmt::format("{} returned no error, although the thread of {} had been made to exit. A task that "
                       "neither returns nor throws has failed, and wait() must return an error for it.",
                       name_of(wait), name_of(*failed)),
           {failed->body.end_ref, wait.when.end_ref}});
      return;
    }
  });
  out.exercised = out.exercised || promises_a_wait(v, "P48");
  return out;
}

}  // namespace

extern const property p48_abnormal_exit{
    "P48", "abnormal-exit",
    "A task whose thread exits without returning or throwing ends like any other task, and counts as failed.",
    [](const plan::capabilities& can) -> std::string_view {
      return can.abnormal_exit ? "" : "its tasks must not end their threads";
    },
    check};

}  // namespace gauntlet::check
