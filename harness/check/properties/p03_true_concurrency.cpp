#include <algorithm>

#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A group that runs its tasks one after the other deadlocks at a rendezvous, and `diagnose_hang` reports
// that. This check only returns whether at least two threads have passed a rendezvous.
judgement check(const view& v) {
  std::size_t passed = 0;
  for (const auto& log : v.history.logs)
    passed += std::any_of(log.begin(), log.end(),
                          [](const event& e) { return e.kind == history::event_kind::meet_end; })
                  ? 1
                  : 0;
  return {passed > 1, {}};
}

}  // namespace

extern const property p03_true_concurrency{
    "P03", "true-concurrency", "All tasks, or as many as the limit allows, can run at the same time.",
    applies, check};

}  // namespace gauntlet::check
