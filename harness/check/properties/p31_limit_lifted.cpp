#include <fmt/format.h>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// A limit that is not really lifted blocks a submit or a rendezvous for ever: diagnose_hang names it.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.submit.ended()) continue;
    const auto* epoch = v.epoch_of(task.submit);
    if (epoch == nullptr || epoch->limit || !epoch->from) continue;
    out.exercised = true;
    if (!task.rejected) continue;
    out.violations.push_back(
        {"",
         fmt::format("{} was rejected, although the limit had been lifted", name_of(task)),
         {*epoch->from, task.submit.end_ref}});
  }
  return out;
}

}  // namespace

extern const property p31_limit_lifted{"P31", "limit-lifted",
                                       "A negative limit is none: any number of tasks is let in.",
                                       needs_set_limit, check};

}  // namespace gauntlet::check
