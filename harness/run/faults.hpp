#pragma once

#include "harness/plan/every_fault.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/moves.hpp"
#include "harness/schedule/allocations.hpp"

namespace gauntlet::run {

/// The faults of a plan, armed for the case that runs. They are of the process: one case at a time.

/// Arms the plan's delays at injection points, and no others. Requires: no thread of an earlier case runs.
void arm_delays(const plan::plan& plan);
/// Counts from now on how often each fault could strike, and lets each strike once, as the plan says.
void begin_faults(const plan::faults& faults);
/// No fault strikes from now on. The counts stay.
void stop_faults();
/// How often each fault could have struck since `begin_faults`.
[[nodiscard]] plan::fault_opportunities could_fail();

/// While it lives, the calling thread's allocations and moves of callables are those that faults strike.
class watched_submit {
 private:
  watched_moves moves_;
  schedule::watched_allocations allocations_;
};

}  // namespace gauntlet::run
