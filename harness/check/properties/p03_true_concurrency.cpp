#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// A group that runs its tasks one after the other deadlocks at a rendezvous, and `diagnose_hang` reports
// that. This check only returns whether two tasks have passed one. Under a limit the hang violates P26, and
// after the limit was lifted P31.
judgement check(const view& v) { return {promise_of_rendezvous(v) == "P03", {}}; }

}  // namespace

extern const property p03_true_concurrency{
    "P03", "true-concurrency", "All tasks, or as many as the limit allows, can run at the same time.",
    applies, check};

}  // namespace gauntlet::check
