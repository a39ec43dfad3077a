#pragma once

#include <cstdint>

namespace gauntlet::run {

/// Counts the moves of callables where the driver submits, and makes one of them fail. Memory ordering: the
/// counters are unsynchronised atomics (schedule/unsynchronised_atomic.hpp); they add no happens-before edge.

/// Begins a case: the k-th move from now on that a thread with `watched_moves` makes throws (0: none does).
void begin_counting_moves(std::uint32_t fail_at);
/// Ends the fault: moves succeed again.
void stop_failing_moves();
/// How many moves there were since the case began, the one that failed among them.
[[nodiscard]] std::uint32_t counted_moves();

/// Counts a move of the calling thread. Returns whether it shall fail.
[[nodiscard]] bool move_fails();

/// While it lives, the calling thread's moves are counted, and can be made to fail.
class watched_moves {
 public:
  watched_moves();
  ~watched_moves();
  watched_moves(const watched_moves&) = delete;
  watched_moves& operator=(const watched_moves&) = delete;
};

}  // namespace gauntlet::run
