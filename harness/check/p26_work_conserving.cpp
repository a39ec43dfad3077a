#include "harness/check/catalogue.hpp"
#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// A permit that does not come back blocks a submit for ever: diagnose_hang names it. Exercised where permits
/// had to be used again after a failure.
judgement check(const view& v) {
  judgement out;
  for (const limit_epoch& epoch : v.epochs) {
    if (!epoch.limit) continue;
    std::size_t ran = 0, failed = 0;
    for (const task_view& task : v.tasks) {
      if (task.group != 0) continue;
      ran += task.body.ended() ? 1 : 0;
      failed += task.failed() ? 1 : 0;
    }
    out.exercised = out.exercised || (ran > *epoch.limit && failed > 0);
  }
  return out;
}

}  // namespace

const property p26_work_conserving{
    "P26", "work-conserving",
    "Each task that ends gives exactly one permit back, whatever its outcome: the next one can start.",
    needs_any_limit, check};

}  // namespace gauntlet::check
