#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/thread_set.hpp"

namespace gauntlet::schedule {

/// Records which threads have yielded, and whether the schedule makes progress or its threads only spin or
/// poll.
///
/// A thread that has yielded is not a candidate until a thread that has not yielded executes a step, or every
/// ready thread has yielded. Progress is an operation that a spinning thread can be waiting for. Locking and
/// unlocking a mutex is progress for a spinning thread, but not for a polling one, because a loop that polls
/// under a lock does both in every round.
class spin_detector {
 public:
  void clear();

  /// The pending operation of the thread yields.
  void yield(thread_id id) { yielded_.add(id); }
  /// Makes the running thread yield if it has executed `most_steps` steps in a row: it probably spins.
  void limit_run(thread_id running, std::uint32_t most_steps) {
    if (run_ < most_steps) return;
    yielded_.add(running);
    run_ = 0;
  }
  [[nodiscard]] const thread_set& yielded() const { return yielded_; }
  void forget_yields() { yielded_.clear(); }

  /// Must be called for each step. `switched`: another thread executed the last step.
  void executes(thread_id id, op kind, bool switched) {
    run_ = switched ? 1 : run_ + 1;
    if (yielded_.has(id))
      yielded_.remove(id);
    else
      yielded_.clear();
    const operation_traits& traits = traits_of(kind);
    if (traits.yields) ++yields_, ++polls_;
    if (!traits.changes_nothing) yields_ = 0;
    if (!traits.changes_nothing && !traits.guards_a_poll) polls_ = 0;
    if (kind != op::clock) clock_reads_ = 0;
  }

  /// Counts a read of a clock. Returns true if there were so many in a row that this read must yield.
  [[nodiscard]] bool polls_the_clock();

  /// True if threads have spun or polled for so long that the schedule must be round robin instead of the
  /// strategy's choice: otherwise the strategy could starve the thread that they wait for.
  [[nodiscard]] bool needs_round_robin() const {
    return yields_ >= patience_with_yields || polls_ >= patience_with_polls;
  }
  /// True if all ready threads have spun or polled for so long that virtual time must advance. The first
  /// condition does not require that all have yielded: threads that poll round robin never have all yielded
  /// at the same time.
  [[nodiscard]] bool waits_for_time(bool all_have_yielded, std::uint32_t threads_alive) const {
    return polls_ >= patience_with_polls * threads_alive ||
           (all_have_yielded && yields_ >= patience_with_yields * threads_alive);
  }
  void time_passes() { yields_ = polls_ = 0; }

 private:
  static constexpr std::uint32_t patience_with_yields = 64;
  static constexpr std::uint32_t patience_with_polls = 16;
  static constexpr std::uint32_t patience_with_clocks = 64;

  thread_set yielded_;
  std::uint32_t run_ = 0;  // consecutive steps of the running thread
  std::uint32_t clock_reads_ = 0;
  std::uint32_t yields_ = 0;  // yields since the last progress
  std::uint32_t polls_ = 0;   // yields since the last progress other than locking and unlocking
};

}  // namespace gauntlet::schedule
