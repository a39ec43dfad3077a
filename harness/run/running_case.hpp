#pragma once

#include <cstdint>
#include <vector>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"
#include "harness/run/payload.hpp"
#include "harness/run/recorder.hpp"
#include "harness/schedule/engine/last_schedule.hpp"

namespace gauntlet::run {

/// The state of the running case that every part of an execution uses.
/// Requires: the driver calls `prepare` and `begin` while no case runs.
/// Memory ordering: the pointers to the plan and the subject are plain memory. The subject's own thread
/// creation or submit orders a thread that runs a task after `prepare`.
struct running_case {
  running_case() = default;
  ~running_case();
  running_case(const running_case&) = delete;
  running_case& operator=(const running_case&) = delete;

  /// Does what may allocate, before the case. Lifetime: the plan and the subject must outlive the case.
  void prepare(const plan::plan& next_plan, const subject_info& next_subject);
  /// Discards the events and payloads of the previous case, and starts the clock of the case.
  void begin();

  /// True if the memory that is allocated after each nested group is recorded. The threads of a pool keep
  /// memory, so it is not for them.
  [[nodiscard]] bool measures_growth() const {
    return subject->can.thread_per_task && !schedule::in_a_schedule() && plan::repeats_groups(*plan);
  }

  /// True if the plan submits tasks without an order with a wait on another thread. Such a wait may join them
  /// or not.
  [[nodiscard]] bool submits_unordered() const { return submits_unordered_; }

  const plan::plan* plan = nullptr;
  const subject_info* subject = nullptr;
  class recorder recorder;
  class payloads payloads;  ///< written by tasks, read after a join or a cancellation

 private:
  bool submits_unordered_ = false;
  std::vector<std::uint32_t> capacities_;  // event slots of each actor
};

}  // namespace gauntlet::run
