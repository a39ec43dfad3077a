#include "harness/check/facts.hpp"

namespace gauntlet::check {
namespace {

/// A wait that does not return hangs: diagnose_hang names it.
judgement check(const view& v) { return {!v.groups[0].waits.empty() && !v.tasks.empty(), {}}; }

}  // namespace

extern const property p04_liveness{
    "P04", "liveness", "Once all bodies have ended, every wait and every submit returns.", applies, check};

}  // namespace gauntlet::check
