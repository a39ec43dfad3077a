#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// The harness counts the threads that each submission creates, so a thread of a failed submission is certain.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.rejected && !task.threw) continue;
    out.exercised = true;
    if (task.threads_left == 0) continue;
    out.violations.push_back({"",
                              fmt::format("The submission of {} {}, but it had created a thread. A "
                                          "submission that fails must leave no thread behind.",
                                          name_of(task), task.threw ? "threw" : "was rejected"),
                              {task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p33_nothing_started{"P33", "no-submit-no-thread",
                                          "A submission that is rejected or throws creates no thread.",
                                          needs_submit, check};

}  // namespace gauntlet::check
