#pragma once

#include <cstdint>

#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// The record of a schedule, written while it runs. Its memory can be shared with another process
/// (`share_flight_record`), which reads the steps and decisions of the schedule after this process has
/// crashed in it. Plain data without a version, because both processes come from the same build.
struct flight_record {
  static constexpr std::uint32_t capacity = 1u << 20;  ///< maximum number of steps, and of decisions
  static constexpr std::uint32_t stacks = 1u << 15, depth = 12;  ///< steps with a call stack; frames of each
  static constexpr std::uint16_t drawn = 0x8000;  ///< flag: the decision is a drawn number, not a thread

  std::uint32_t wants_stacks = 0;  ///< set by the reader before the schedule; recording stacks is slow
  std::uint32_t number = 0;        ///< of the schedule in its case, from 1; 0: not part of a case
  char strategy[32] = {};
  schedule_faults faults;       ///< the faults that the schedule may have
  bool plain_accesses = false;  ///< plain accesses were scheduling points
  outcome so_far;
  std::uint32_t decision_count = 0;
  std::uint32_t waiting_count = 0;
  waiting_thread waiting[max_threads];  ///< after an abandoned schedule: the threads that had not ended
  std::uintptr_t waiting_stack[max_threads][depth];
  std::uint16_t decisions[capacity];
  step trace[capacity];  ///< indexed by the number of the step, from 1
  /// The call stack of each step, indexed by its number: addresses in the program's file, innermost frame
  /// first, terminated by 0.
  std::uintptr_t stack[stacks][depth];
};

}  // namespace gauntlet::schedule
