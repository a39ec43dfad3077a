#pragma once

#include <cstdint>

#include "harness/schedule/engine/carrier.hpp"
#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/objects.hpp"
#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// A thread of the subject while a schedule runs.
struct logical_thread {
  enum class state : std::uint8_t { ready, blocked, ended };

  thread_id id = 0;
  state now = state::ready;
  bool detached = false, joined = false;
  bool timed = false, timed_out = false;
  bool outside = false;      ///< it executes code of the subject's caller (quiescence.hpp)
  std::uint32_t silent = 0;  ///< > 0 while it initialises a static: a scheduling point only if it must wait
  std::int64_t deadline = 0;
  std::uint32_t since_step = 0;     ///< of its wait if it is blocked, else of the last step that it executed
  void* caller = nullptr;           ///< of its pending operation
  object_record* record = nullptr;  ///< of the object of its pending operation
  object_record* mutex_to_reacquire = nullptr;  ///< of the mutex that it locks after its wait
  carrier* on = nullptr;
  machine::context at;  ///< where it continues while another thread runs
  void* (*start)(void*) = nullptr;
  void* argument = nullptr;
  void* result = nullptr;
  std::uint64_t begins = 0, ends = 0;  ///< never read: their addresses identify happens-before edges
  char name[16] = {};
};

}  // namespace gauntlet::schedule
