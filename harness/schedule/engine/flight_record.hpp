#pragma once

#include <cstdint>

#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// What is written down of a schedule while it runs. Its memory can be shared with another process
/// (`share_flight_record`), which reads there how far the schedule came, and how, when this one has died in
/// it. Plain data, for both are the same program's build.
struct flight_record {
  static constexpr std::uint32_t capacity = 1u << 20;            ///< of steps, and of decisions
  static constexpr std::uint32_t stacks = 1u << 15, depth = 12;  ///< steps that have a stack, and its frames
  static constexpr std::uint16_t drawn = 0x8000;                 ///< marks a decision that is no thread

  std::uint32_t wants_stacks = 0;  ///< set by the reader, before: slow, for the run that is told as a story
  std::uint32_t number = 0;        ///< of the schedule in its case, from 1; 0: none that counts
  char strategy[32] = {};
  schedule_faults faults;       ///< that were allowed
  bool plain_accesses = false;  ///< were points
  outcome so_far;
  std::uint32_t decision_count = 0;
  std::uint32_t waiting_count = 0;
  waiting_thread waiting[max_threads];  ///< where the schedule was abandoned: who had not ended
  std::uintptr_t waiting_stack[max_threads][depth];
  std::uint16_t decisions[capacity];
  step trace[capacity];  ///< from 1 on
  /// Of the step with that number: addresses in the program's file, the innermost frame first; 0 ends it.
  std::uintptr_t stack[stacks][depth];
};

}  // namespace gauntlet::schedule
