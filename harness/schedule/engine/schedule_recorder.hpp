#pragma once

#include <cstdint>

#include "harness/schedule/engine/flight_record.hpp"
#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// Writes the flight record of the running schedule: its steps, decisions and outcome, and the waiting
/// threads if it is abandoned.
class schedule_recorder {
 public:
  schedule_recorder();

  /// Begins the record of a schedule.
  void begin(const char* strategy, const schedule_faults& faults, bool plain_accesses);
  /// Takes the call stack of a thread before its next step, if stacks are wanted.
  /// Requires: called on the stack of that thread, or of the thread that creates it; `caller` is the return
  /// address at which the stack begins.
  void note_stack(thread_id id, const void* caller) {
    if (record_.wants_stacks != 0) take_stack(id, caller);
  }
  /// Empties the call stack of a new thread.
  void clear_stack(thread_id id) { stacks_[id][0] = 0; }

  /// Adds a step. `switched`: another thread executed the last step.
  void add_step(const step& what, bool switched) {
    const std::uint32_t number = ++so_far_.steps;
    so_far_.switches += switched ? 1 : 0;
    so_far_.preemptions += what.preempted ? 1 : 0;
    so_far_.fingerprint = mix(so_far_.fingerprint, what.thread | static_cast<std::uint64_t>(what.kind) << 16 |
                                                       std::uint64_t{what.object} << 24);
    if (number < flight_record::capacity) record_.trace[number] = what;
    if (record_.wants_stacks != 0 && number < flight_record::stacks) add_stack(what.thread, number);
  }
  /// Adds a decision: a chosen thread, or a drawn number with the flag flight_record::drawn. Returns false if
  /// the record is full.
  [[nodiscard]] bool add_decision(std::uint32_t value) {
    if (record_.decision_count == flight_record::capacity) return false;
    record_.decisions[record_.decision_count++] = static_cast<std::uint16_t>(value);
    return true;
  }
  /// Adds a thread that has not ended, when the schedule is abandoned.
  void add_waiting(const waiting_thread& waiting);
  /// The schedule has reached the limit of steps, and continues.
  void continues() { so_far_.continued = true; }
  void end(ending how, bool only_waits) {
    so_far_.how = how;
    so_far_.only_waits = only_waits;
  }
  void set_threads(std::uint32_t count) { so_far_.threads = count; }

  [[nodiscard]] flight_record& record() { return record_; }
  [[nodiscard]] const outcome& so_far() const { return so_far_; }
  [[nodiscard]] std::uint32_t steps() const { return so_far_.steps; }

 private:
  using stack = std::uintptr_t[flight_record::depth];

  static std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value;
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
  }
  void take_stack(thread_id id, const void* caller);
  void add_stack(thread_id id, std::uint32_t step);

  flight_record& record_;
  outcome& so_far_;
  stack* stacks_;  // by thread id
};

}  // namespace gauntlet::schedule
