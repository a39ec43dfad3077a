#pragma once

#include <array>
#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Submits tasks and records the submits. Keeps which tasks were accepted, and writes a parcel for each task:
/// memory that is written before the submit and that the body reads.
/// Threading: one thread submits a task. Different threads may submit different tasks concurrently.
/// Memory ordering: the shared words are unsynchronised atomics (schedule/unsynchronised_atomic.hpp), except
/// the parcels. A parcel is plain memory, so that a submit that does not synchronise causes a data race.
class submissions {
 public:
  /// `host` runs the bodies of the tasks.
  submissions(running_case& current, task_host& host) : current_(current), host_(host) {}

  /// Begins a case, in which no task has been submitted yet. Requires: no case runs.
  void begin();
  /// Submits a task to a group. Faults of the plan can strike the calling thread during the call. Errors: an
  /// exception of the subject is recorded, not propagated.
  void submit(std::uint32_t task, subject& group, history::actor_id actor, history::submit_mode mode);

  [[nodiscard]] bool accepted(std::uint32_t task) const { return accepted_[task].load() != 0; }
  /// True if the parcel of a task holds what was written before its submit. Called by the body of the task.
  [[nodiscard]] bool parcel_is_intact(std::uint32_t task) const { return parcels_.read(task); }
  /// True if an address that a sanitizer reports lies in a parcel.
  [[nodiscard]] bool in_parcels(const void* address) const { return parcels_.contains(address); }

 private:
  history::submit_result call_submit(std::uint32_t task, subject& group, history::submit_mode mode);

  running_case& current_;
  task_host& host_;
  payloads parcels_;
  std::array<schedule::unsynchronised_atomic<std::uint32_t>, plan::max_tasks> accepted_{};
};

}  // namespace gauntlet::run
