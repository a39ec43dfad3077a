#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/every_fault.hpp"
#include "harness/run/bodies.hpp"
#include "harness/run/case_parts.hpp"
#include "harness/schedule/explore.hpp"

namespace gauntlet::run {

/// Runs plans on subjects, one case at a time, and returns their histories.
/// Threading: one thread, the driver of every case. `snapshot`, `in_payloads` and `in_parcels` may be called
/// by any thread.
/// Lifetime: must outlive every thread that a subject created. Keep one object for the life of the process.
class execution {
 public:
  execution();

  /// Runs one case to its end: until the group is destroyed and every thread that it created has ended. Does
  /// not return if the subject hangs; a watchdog then takes a `snapshot`. Requires: the plan is possible for
  /// the subject.
  [[nodiscard]] history::history execute(const plan::plan& plan, const subject_info& subject);

  /// The result of `explore`: how the schedule ended, and its history.
  struct explored {
    schedule::outcome how;
    history::history history;
  };
  /// Runs one schedule of one case under control. If the schedule does not reach its end (`how`), the history
  /// is not ended either, and the threads and memory of the subject are abandoned. The plan's delays at
  /// injection points are not armed: the strategy decides which thread is late. Requires: the plan is
  /// possible for the subject; called on the thread that runs all schedules.
  [[nodiscard]] explored explore(const plan::plan& plan, const subject_info& subject,
                                 schedule::strategy& chooser, const schedule::schedule_limits& limits,
                                 const schedule::schedule_faults& faults);

  /// Creates one group, runs the plan on it and destroys it, so that everything that the subject keeps for
  /// the life of the process (for example the threads of a pool) exists before the first case and does not
  /// count as a leak. Threads that the group leaves behind are not waited for. If the plan has no task, the
  /// group is only created and destroyed. Does not return if the subject hangs.
  void warm_up(const plan::plan& plan, const subject_info& subject);

  /// Returns how often each fault of a plan could have struck in the last case, or in its last schedule.
  [[nodiscard]] plan::fault_opportunities could_fail() const;

  /// Returns the history of the running case up to now.
  [[nodiscard]] history::history snapshot() const { return parts_.current.recorder.snapshot(); }
  /// True if an address that a sanitizer reports lies in a payload, which a task writes for later readers.
  [[nodiscard]] bool in_payloads(const void* address) const {
    return parts_.current.payloads.contains(address);
  }
  /// True if such an address lies in a parcel, which is written for a task before its submit.
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
