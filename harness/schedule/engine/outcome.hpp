#pragma once

#include <cstdint>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// How a schedule ended.
enum class ending : std::uint8_t {
  done,        ///< every thread has ended
  deadlock,    ///< nobody can run, and no time-out is pending
  step_limit,  ///< a livelock, or a schedule longer than was allowed
};

/// Threads of schedules that did not end can't be unwound: their stacks are left, some 17 kB each (under
/// AddressSanitizer 120 kB, under ThreadSanitizer 200 kB). A process that has left so many makes no more
/// threads, and ends with a sentence; the kernel would refuse some after 10,000.
inline constexpr std::uint32_t max_abandoned_threads = 4'000;

/// One step of a schedule: a thread executes an operation.
struct step {
  std::uint16_t thread = 0;
  op kind = op::start;
  bool chosen = false;       ///< several could have run
  bool preempted = false;    ///< another one ran before, and could have gone on
  std::uint32_t object = 0;  ///< its ordinal; 0 where there is none
  void* caller = nullptr;    ///< the address in the subject that the operation was called from
};

struct outcome {
  ending how = ending::done;
  std::uint32_t steps = 0;
  std::uint32_t switches = 0;
  std::uint32_t preemptions = 0;
  std::uint32_t threads = 0;
  std::uint64_t fingerprint =
      0;  ///< of every step, in order: equal for equal schedules, in every process and flavour
};

/// A thread that had not ended when its schedule did.
struct waiting_thread {
  thread_id id = 0;
  operation before;               ///< what it stands before
  std::uint32_t object = 0;       ///< the object's ordinal; 0: none
  thread_id held_by = no_thread;  ///< whoever holds the object, or is joined
  std::uint32_t since_step = 0;
  void* caller = nullptr;
};

}  // namespace gauntlet::schedule
