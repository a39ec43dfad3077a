#pragma once

#include <cstdint>
#include <vector>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/payload.hpp"
#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// The state of the running case that every part of an execution uses.
/// Requires: the driver calls `prepare` and `begin` while no case runs.
/// Memory ordering: the pointers to the plan and the subject are plain memory. The subject's own thread
/// creation or submit orders a thread that runs a task after `prepare`.
struct running_case {
  /// Does what may allocate, before the case. Lifetime: the plan and the subject must outlive the case.
  void prepare(const plan::plan& next_plan, const subject_info& next_subject);
  /// Discards the events and payloads of the previous case, and starts the clock of the case.
  void begin();

  const plan::plan* plan = nullptr;
  const subject_info* subject = nullptr;
  class recorder recorder;
  class payloads payloads;  ///< written by tasks, read after a join or a cancellation

 private:
  std::vector<std::uint32_t> capacities_;  // event slots of each actor
};

}  // namespace gauntlet::run
