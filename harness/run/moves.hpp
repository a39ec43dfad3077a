#pragma once

#include <cstdint>

namespace gauntlet::run {

/// Counts the moves of callables during submits, and makes one of them fail. Memory ordering: the counters
/// are unsynchronised atomics (schedule/unsynchronised_atomic.hpp); they add no happens-before edge.

/// Begins a case: of the moves that threads with a `watched_moves` object make from now on, number `fail_at`
/// fails (0: none).
void begin_counting_moves(std::uint32_t fail_at);
/// Ends the fault: moves succeed again.
void stop_failing_moves();
/// Returns the number of watched moves since the case began, including the one that failed.
[[nodiscard]] std::uint32_t counted_moves();

/// Counts a move of the calling thread if it is watched. Returns whether this move must fail.
[[nodiscard]] bool move_fails();

/// While an object exists, the moves of the calling thread are counted and can fail.
class watched_moves {
 public:
  watched_moves();
  ~watched_moves();
  watched_moves(const watched_moves&) = delete;
  watched_moves& operator=(const watched_moves&) = delete;
};

}  // namespace gauntlet::run
