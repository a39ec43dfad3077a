#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A permit that is not released makes a later submit() block forever, and `diagnose_hang` reports that. This
// check only returns whether permits had to be used again in a case with a failure.
judgement check(const view& v) {
  std::uint32_t ran = 0, failed = 0;
  for (const task_view& task : v.tasks) {
    ran += task.group == 0 && task.body.ended() ? 1 : 0;
    failed += task.group == 0 && task.failed() ? 1 : 0;
  }
  const bool permits_used_again =
      std::any_of(v.epochs.begin(), v.epochs.end(),
                  [&](const limit_epoch& epoch) { return epoch.limit && ran > *epoch.limit; });
  return {failed > 0 && permits_used_again, {}};
}

}  // namespace

extern const property p26_work_conserving{
    "P26", "work-conserving",
    "Each task that ends releases exactly one permit, whatever its outcome, so the next task can start.",
    needs_any_limit, check};

}  // namespace gauntlet::check
