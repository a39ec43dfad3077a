#include <algorithm>

#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// Returns whether the task needed a permit that another task had released, and one of those that may have
// released it had failed.
bool reuses_a_permit(const view& v, const task_view& task) {
  const limit_epoch* epoch = v.epoch_of(task.submit);
  if (epoch == nullptr || !epoch->limit || !task.accepted) return false;
  std::uint32_t had = 0;
  bool failed = false;
  for (const task_view& other : v.tasks) {
    const auto acquired = certainly_acquired(other);
    if (other.group != 0 || &other == &task || !submitted_in(v, *epoch, other) ||
        std::none_of(acquired.begin(), acquired.end(),
                     [&](event_ref permit) { return v.before(permit, task.submit.begin_ref); }))
      continue;
    ++had;
    failed = failed || other.failed();
  }
  return failed && had >= *epoch->limit;
}

// A permit that is not released makes a later submit() block forever, and `diagnose_hang` reports that. This
// check only returns whether a submit() had to use a permit again after a failure, or whether tasks have
// passed a rendezvous under a limit.
judgement check(const view& v) {
  const bool reused = std::any_of(v.tasks.begin(), v.tasks.end(), [&](const task_view& task) {
    return reuses_a_permit(v, task) && promise_of_submit(v, task) == "P26";
  });
  return {reused || promise_of_rendezvous(v) == "P26", {}};
}

}  // namespace

extern const property p26_work_conserving{
    "P26", "work-conserving",
    "Each task that ends releases exactly one permit, whatever its outcome, so the next task can start.",
    needs_any_limit, check};

}  // namespace gauntlet::check
