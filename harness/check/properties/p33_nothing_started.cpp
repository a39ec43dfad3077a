#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (!task.rejected && !task.threw) continue;
    out.exercised = true;
    if (task.threads_left == 0) continue;
    out.violations.push_back({"",
                              fmt::format("the submit of {} {}, and yet it created a thread", name_of(task),
                                          task.threw ? "threw" : "was rejected"),
                              {task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p33_nothing_started{"P33", "no-submit-no-thread",
                                          "A submit that is rejected or throws creates no thread.",
                                          needs_submit, check};

}  // namespace gauntlet::check
