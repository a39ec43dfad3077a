#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// A real thread that was created once and parks for ever. Whoever runs a schedule borrows its stack and its
/// thread-local storage: to glibc, the compiler and the sanitizers the code then runs on that thread; to the
/// kernel it is still the borrower. So nothing runs in parallel, and a hand-over is invisible to
/// ThreadSanitizer.
struct carrier {
  machine::context parked;    ///< its thread base; its stack, where a thread is prepared on it
  void* stack_top = nullptr;  ///< below what the parked thread itself stands on
  pthread_t handle{};
  std::uint32_t ready = 0;
};

/// The carriers of this process: thread i of every schedule runs on carrier i, so that names and reports
/// agree. Their stacks, and so their handles, are at the same addresses in every process and flavour: code
/// may look at those, as std::barrier does, which hashes the id of a thread.
class carriers {
 public:
  /// The carrier for thread `id`, made if there is none. Requires: called by the thread that runs the
  /// schedules, or on its behalf; `home` is that thread's own base, on which new threads are created.
  carrier& at(thread_id id, std::uintptr_t home);
  /// The thread on it did not end, and never will: its stack can't be used again.
  void retire(thread_id id);
  /// Stacks that were given up since the process began.
  [[nodiscard]] std::uint32_t retired() const { return retired_; }

 private:
  carrier* by_id_[max_threads] = {};
  std::uint32_t made_ = 0, retired_ = 0;
};

}  // namespace gauntlet::schedule
