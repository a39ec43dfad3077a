#include "harness/check/counterfactuals.hpp"

namespace gauntlet::check {
namespace {

// A call that never returns makes the case hang, and `diagnose_hang` reports that. This check only returns
// whether the hang of some call would violate this property, and not a more specific one.
judgement check(const view& v) { return {promises_a_wait(v, "P04") || promises_a_submit(v, "P04"), {}}; }

}  // namespace

extern const property p04_liveness{
    "P04", "liveness", "Every wait() and every submit() returns once all tasks have ended.", applies, check};

}  // namespace gauntlet::check
