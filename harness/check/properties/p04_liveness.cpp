#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

// A call that never returns makes the case hang, and `diagnose_hang` reports that. This check only returns
// whether the case had a wait() and a task.
judgement check(const view& v) { return {!v.groups[0].waits.empty() && !v.tasks.empty(), {}}; }

}  // namespace

extern const property p04_liveness{
    "P04", "liveness", "Every wait() and every submit() returns once all tasks have ended.", applies, check};

}  // namespace gauntlet::check
