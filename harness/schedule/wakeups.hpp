#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Ends waits on condition variables for no reason, as POSIX allows. Relaxed: adds no happens-before edge.

/// Begins a case: the k-th wait from now on ends at once (0: none does).
void begin_counting_wakeups(std::uint32_t spurious_at);
/// Ends the fault: waits end for a reason again.
void stop_spurious_wakeups();
/// How many waits of this case ended for no reason, by this fault or as the strategy drew it.
[[nodiscard]] std::uint32_t spurious_wakeups();

/// Counts a wait that begins, and tells whether it shall end at once.
[[nodiscard]] bool wakes_spuriously();
/// Counts one that a strategy ended.
void add_spurious_wakeup();

}  // namespace gauntlet::schedule
