#pragma once

#include "harness/plan/every_fault.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/moves.hpp"
#include "harness/schedule/allocations.hpp"

namespace gauntlet::run {

/// Arms the faults of a plan for the running case. The state is global to the process: one case at a time.

/// Replaces the armed delays at injection points by those of the plan. Requires: no thread of an earlier case
/// runs.
void arm_delays(const plan::plan& plan);
/// Starts to count the opportunities of each fault: thread creations, allocations, moves and waits. Each
/// fault of the plan strikes once, at the opportunity that the plan numbers.
void begin_faults(const plan::faults& faults);
/// Disarms all faults. The counts stay.
void stop_faults();
/// Returns how often each fault could have struck since `begin_faults`.
[[nodiscard]] plan::fault_opportunities could_fail();

/// While an object exists, the allocations of the calling thread and its moves of callables are counted and
/// can fail.
class watched_submit {
 private:
  watched_moves moves_;
  schedule::watched_allocations allocations_;
};

}  // namespace gauntlet::run
