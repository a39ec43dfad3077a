#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// What goes wrong in a schedule beside the order of its threads; which of the possible ones do is the
/// strategy's to draw.
struct schedule_faults {
  std::uint32_t spurious_wakeups = 0;  ///< at most so many waits on conditions and futexes end for no reason
  /// At most so many try-locks fail for no reason, and weak compare-exchanges where the compiler tells them
  /// from strong ones: g++ does, clang's instrumentation does not.
  std::uint32_t spurious_failures = 0;
  std::uint32_t failing_allocations = 0;  ///< at most so many `operator new` throw std::bad_alloc

  friend bool operator==(const schedule_faults&, const schedule_faults&) = default;
};

struct schedule_limits {
  std::uint32_t steps = 20'000;
  /// Steps of one thread in a row, while others could run, after which it is taken to spin, and yields.
  std::uint32_t run = 500;
  /// Every plain memory access of the subject is a scheduling point, too: finds what data races do, at a
  /// price. In the `fast` flavour only; without effect elsewhere.
  bool plain_accesses = false;
};

}  // namespace gauntlet::schedule
