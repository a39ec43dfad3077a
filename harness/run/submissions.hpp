#pragma once

#include <array>
#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/run/running_case.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::run {

/// Submits tasks, recorded; remembers which were accepted, and hands each task a parcel: memory that is
/// written before its submit and that its body reads. Threading: a task is submitted by one thread. Memory
/// ordering: what threads share are unsynchronised atomics (schedule/unsynchronised_atomic.hpp), but for the
/// parcels, which are plain, so that a submit that does not synchronise is a data race.
class submissions {
 public:
  /// Bodies will run on `host`.
  submissions(running_case& now, task_host& host) : now_(now), host_(host) {}

  /// Nothing is submitted. Requires: no case runs.
  void begin();
  /// Faults of the plan strike the calling thread meanwhile. Errors: what the subject throws is recorded.
  void submit(std::uint32_t task, subject& group, history::actor_id actor, history::submit_mode mode);

  [[nodiscard]] bool accepted(std::uint32_t task) const { return accepted_[task].load() != 0; }
  /// For the body: whether the parcel is what was written for it.
  [[nodiscard]] bool parcel_is_intact(std::uint32_t task) const { return parcels_.read(task); }
  /// Whether an address, as a sanitizer reports it, lies in a parcel.
  [[nodiscard]] bool in_parcels(const void* address) const { return parcels_.contains(address); }

 private:
  history::submit_result call_submit(std::uint32_t task, subject& group, history::submit_mode mode);

  running_case& now_;
  task_host& host_;
  payloads parcels_;
  std::array<schedule::unsynchronised_atomic<std::uint32_t>, plan::max_tasks> accepted_{};
};

}  // namespace gauntlet::run
