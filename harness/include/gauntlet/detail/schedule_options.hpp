#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// The most faults of each kind in one schedule. The strategy chooses which operations fail. 0: none.
struct schedule_faults {
  std::uint32_t spurious_wakeups = 0;  ///< waits on condition variables and futexes that wake up spuriously
  /// Try-locks and weak compare-exchanges that fail spuriously. Only a program compiled by g++ has such
  /// compare-exchanges: clang's instrumentation does not distinguish weak from strong ones.
  std::uint32_t spurious_failures = 0;
  std::uint32_t failing_allocations = 0;  ///< calls of `operator new` that throw std::bad_alloc
  /// Sleeps, timed waits and timed locks that expire although another thread could run. The others expire
  /// only if no thread can run, or if all that can only spin or yield.
  std::uint32_t timeouts = 0;

  friend bool operator==(const schedule_faults&, const schedule_faults&) = default;
};

/// Bounds on one schedule.
struct schedule_limits {
  /// The most steps, not counting those that only spin, poll or yield, of which three times as many are
  /// allowed. A schedule that reaches this limit is continued fairly, up to four times the limit. If it does
  /// not end then, and each thread that can run only spins or polls, it is a livelock. Otherwise it was too
  /// long.
  std::uint32_t steps = 20'000;
  /// The most consecutive steps of one thread while another thread could run. The scheduler then assumes that
  /// the thread spins, and switches to another one.
  std::uint32_t run = 500;
  /// Makes every plain memory access of the subject a scheduling point, to show the effects of data races.
  /// Slow. Ignored in the `plain` flavour, and in `asan` if g++ compiles.
  bool plain_accesses = false;
};

}  // namespace gauntlet::schedule
