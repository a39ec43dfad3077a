#include <fmt/format.h>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// If the limit still holds after it was lifted, a submit() or a rendezvous may hang, and `diagnose_hang`
// reports that. A rejection is certain: no limit was in force during the whole call.
judgement check(const view& v) {
  judgement out;
  for (const task_view& task : v.tasks) {
    if (task.group != 0 || !task.submit.ended()) continue;
    const auto* epoch = v.epoch_of(task.submit);
    if (epoch == nullptr || epoch->limit || !epoch->from) continue;
    out.exercised = out.exercised || task.non_blocking || promise_of_submit(v, task) == "P31";
    if (!task.rejected) continue;
    out.violations.push_back({"",
                              fmt::format("try_submit() rejected {}, although the limit had been lifted "
                                          "before. Without a limit it must accept every task.",
                                          name_of(task)),
                              {*epoch->from, task.submit.end_ref}});
  }
  out.exercised = out.exercised || promise_of_rendezvous(v) == "P31";
  return out;
}

}  // namespace

extern const property p31_limit_lifted{
    "P31", "limit-lifted", "After the limit is lifted, by a negative limit, every task is accepted.",
    needs_set_limit, check};

}  // namespace gauntlet::check
