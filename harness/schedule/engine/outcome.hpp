#pragma once

#include <cstdint>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

/// How a schedule ended.
enum class ending : std::uint8_t {
  done,        ///< every thread has ended
  deadlock,    ///< no thread can run, and no time-out is pending
  step_limit,  ///< it did not end, although it was continued fairly
};

/// The maximum number of abandoned threads in a process. Threads of a schedule that did not end cannot be
/// unwound, so their stacks are abandoned: about 17 kB each (120 kB under AddressSanitizer, 200 kB under
/// ThreadSanitizer). A process that needs another thread after that many ends with an error. The limit is
/// below the number of threads (about 10,000) at which the kernel refuses to create more.
inline constexpr std::uint32_t max_abandoned_threads = 4'000;

/// One step of a schedule: a thread executes an operation.
struct step {
  std::uint16_t thread = 0;
  op kind = op::start;
  bool chosen = false;       ///< several threads could have run
  bool preempted = false;    ///< another thread executed the last step and could have continued
  std::uint32_t object = 0;  ///< number of the object, from 1; 0: none
  void* caller = nullptr;    ///< return address in the subject of the call of the operation
};

struct outcome {
  ending how = ending::done;
  bool continued = false;   ///< it reached the limit of steps, and was continued fairly
  bool only_waits = false;  ///< at the end of the continuation, each thread that can run only spins or polls
  std::uint32_t steps = 0;
  std::uint32_t switches = 0;
  std::uint32_t preemptions = 0;
  std::uint32_t threads = 0;
  std::uint64_t fingerprint =
      0;  ///< hash of all steps in order; equal for equal schedules in every process and flavour
};

/// A thread that had not ended when its schedule did.
struct waiting_thread {
  thread_id id = 0;
  operation before;               ///< its pending operation
  std::uint32_t object = 0;       ///< number of the object, from 1; 0: none
  thread_id held_by = no_thread;  ///< the thread that holds the object, or that is joined
  bool blocked = true;            ///< false: it can run, and only spins or has not had its turn
  std::uint32_t since_step = 0;   ///< of the wait; of the last step that it executed if it is not blocked
  void* caller = nullptr;
};

}  // namespace gauntlet::schedule
