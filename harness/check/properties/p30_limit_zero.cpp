#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// Certain: the limit was 0 during the whole call, from its begin to its end.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.submit.ended()) continue;
    const auto* epoch = v.epoch_of(task.submit);
    if (epoch == nullptr || epoch->limit != 0u) continue;
    out.exercised = true;
    if (!task.accepted) continue;
    out.violations.push_back({"",
                              fmt::format("{} was accepted while the limit was 0. Under limit 0, "
                                          "try_submit() must reject every task and submit() must block.",
                                          name_of(task)),
                              {task.submit.begin_ref, task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p30_limit_zero{"P30", "limit-zero", "The group accepts no task while the limit is 0.",
                                     needs_try_submit_under_limit, check};

}  // namespace gauntlet::check
