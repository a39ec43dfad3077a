#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Makes waits on condition variables wake spuriously, as POSIX allows, and counts these wake-ups.
/// Memory ordering: relaxed. The counters add no happens-before edge.

/// Begins a case: the k-th wait (k = spurious_at) from now on returns immediately. 0: no wait does.
void begin_counting_wakeups(std::uint32_t spurious_at);
/// Ends the fault: waits no longer wake spuriously.
void stop_spurious_wakeups();
/// Returns the number of spurious wake-ups of this case, whether this fault or the strategy caused them.
[[nodiscard]] std::uint32_t spurious_wakeups();

/// Counts a wait that begins. Returns whether it must return immediately.
[[nodiscard]] bool wakes_spuriously();
/// Counts a spurious wake-up that the strategy caused.
void add_spurious_wakeup();

}  // namespace gauntlet::schedule
