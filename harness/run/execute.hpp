#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/run/bodies.hpp"
#include "harness/run/case_parts.hpp"
#include "harness/schedule/explore.hpp"

namespace gauntlet::run {

/// Runs plans on subjects, one case at a time, and gives their histories.
/// Requires: all but `snapshot` are called by one thread, the driver of every case. `snapshot` by any.
/// Lifetime: must outlive every thread that a subject created; keep one for the life of the process.
class execution {
 public:
  execution();

  /// Runs one case to its end: until the group is destroyed and every thread it created has ended. Does not
  /// return where the subject hangs; a watchdog then takes a `snapshot`. Requires: the plan is possible for
  /// the subject.
  [[nodiscard]] history::history execute(const plan::plan& plan, const subject_info& subject);

  /// Runs one schedule of one case, under control. Where it did not end (`how`), the history is not ended
  /// either, and whatever the subject had is left for ever. Delays at injection points are not armed: the
  /// strategy chooses who is late. Requires: as `execute`, on the thread that runs all schedules.
  struct explored {
    schedule::outcome how;
    history::history history;
  };
  [[nodiscard]] explored explore(const plan::plan& plan, const subject_info& subject,
                                 schedule::strategy& chooser, const schedule::schedule_limits& limits,
                                 const schedule::schedule_faults& faults);

  /// Makes and destroys one empty group, so that what the subject keeps for the life of the process (a pool's
  /// threads) is there before the first case. Does not return where the destructor hangs.
  void warm_up(const plan::plan& empty, const subject_info& subject);

  /// How often each fault of a plan could have struck in the last case, or its last schedule.
  [[nodiscard]] plan::fault_opportunities could_fail() const;

  /// What has happened so far in the case that runs.
  [[nodiscard]] history::history snapshot() const { return parts_.now.recorder.snapshot(); }
  /// Whether an address, as a sanitizer reports it, lies in what a task wrote for whoever comes after it, or
  /// in what was written for a task before its submit.
  [[nodiscard]] bool in_payloads(const void* address) const { return parts_.now.payloads.contains(address); }
  [[nodiscard]] bool in_parcels(const void* address) const { return parts_.submissions.in_parcels(address); }

 private:
  void begin();
  void run_to_end(std::uint32_t threads_before);
  void run_group(std::uint32_t threads_before);
  [[nodiscard]] history::history take_history() const;

  bool explored_ = false;
  bodies bodies_;
  case_parts parts_;
};

}  // namespace gauntlet::run
