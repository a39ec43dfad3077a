#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.submit.ended()) continue;
    const auto* epoch = v.epoch_of(task.submit);
    if (epoch == nullptr || epoch->limit != 0u) continue;
    out.exercised = true;
    if (!task.accepted) continue;
    out.violations.push_back({"",
                              fmt::format("{} was let in under limit 0", name_of(task)),
                              {task.submit.begin_ref, task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p30_limit_zero{"P30", "limit-zero",
                                     "Under limit 0 no task starts: try-submit is always rejected.",
                                     needs_try_submit_under_limit, check};

}  // namespace gauntlet::check
