#pragma once

#include <cstdint>
#include <vector>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/payload.hpp"
#include "harness/run/recorder.hpp"

namespace gauntlet::run {

/// What every part of an execution needs of the case that runs.
/// Requires: `prepare` and `begin` are called by the driver while no case runs.
/// Memory ordering: the plan and the subject are plain memory. A thread that runs a task is ordered after
/// `prepare` by the subject's own thread creation or submit.
struct running_case {
  /// What can be made ready outside the case. The plan and the subject must outlive the case.
  void prepare(const plan::plan& of, const subject_info& on);
  /// Forgets the events and payloads of the case before. Time begins.
  void begin();

  const plan::plan* plan = nullptr;
  const subject_info* subject = nullptr;
  class recorder recorder;
  class payloads payloads;  ///< what tasks write for whoever comes after them

 private:
  std::vector<std::uint32_t> room_;  // for the events of each actor
};

}  // namespace gauntlet::run
