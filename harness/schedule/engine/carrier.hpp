#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/outcome.hpp"

namespace gauntlet::schedule {

/// A real thread that is created once and stays parked. The kernel thread that runs a schedule borrows its
/// stack and its thread-local storage. To glibc, the compiler and the sanitizers, code then runs on the
/// carrier; to the kernel, it still runs on the borrower. Nothing runs in parallel, and ThreadSanitizer does
/// not observe a switch.
/// Lifetime: until the process ends.
struct carrier {
  machine::context parked;    ///< its thread base; `stack` is not used
  void* stack_top = nullptr;  ///< where the borrowed part of the stack begins, below the frames of `park`
  void* stack_bottom = nullptr;
  pthread_t handle{};
  std::uint32_t ready = 0;  ///< a futex: 1 once the fields above are set
};

/// The carriers of this process. Thread i of every schedule runs on carrier i, so a thread has the same name
/// in every report. The stacks, and therefore the pthread handles, have the same addresses in every process
/// and flavour. Code may depend on a handle: std::barrier hashes the id of the thread.
class carriers {
 public:
  /// Returns the carrier for thread `id`; creates it if there is none.
  /// Requires: called on the home thread or a logical thread; `home` is the thread base of the home thread.
  /// Errors: the process ends if the maximum of abandoned threads is reached or pthread_create fails.
  carrier& at(thread_id id, std::uintptr_t home);
  /// Abandons the carrier of a logical thread that will never end, where its stack cannot be reused.
  void retire(thread_id id);
  /// Returns the number of carriers that were abandoned since the process began.
  [[nodiscard]] std::uint32_t retired() const { return retired_; }

 private:
  carrier* by_id_[max_threads] = {};
  std::uint32_t made_ = 0, retired_ = 0;
};

}  // namespace gauntlet::schedule
