#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/thread_set.hpp"

namespace gauntlet::schedule {

/// Which threads have yielded, and whether the schedule makes progress or its threads only spin or poll.
///
/// A thread that has yielded lets the others go first, until a thread that has not yielded executes a step,
/// or every ready thread has yielded. Progress is an operation that a spinning thread can be waiting for. For
/// a poll a lock that is taken and given back is no progress, because a loop that polls under a lock does
/// both.
class spin_detector {
 public:
  void clear();

  /// The thread stands before an operation that yields.
  void yield(thread_id id) { yielded_.add(id); }
  /// A thread that has executed so many steps in a row is taken to spin, and yields.
  void limit_run(thread_id running, std::uint32_t most_steps) {
    if (run_ < most_steps) return;
    yielded_.add(running);
    run_ = 0;
  }
  [[nodiscard]] const thread_set& yielded() const { return yielded_; }
  void forget_yields() { yielded_.clear(); }

  /// A thread executes a step. `switched`: another thread executed the last one.
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

  /// Counts a read of a clock. Returns whether there were so many in a row that this one yields.
  [[nodiscard]] bool polls_the_clock();

  /// Whether threads have spun or polled for so long that they must take turns, whatever the strategy
  /// prefers: they may keep out the thread that they wait for.
  [[nodiscard]] bool needs_round_robin() const {
    return yields_ >= patience_with_yields || polls_ >= patience_with_polls;
  }
  /// Whether all ready threads have spun or polled for so long that time must pass.
  /// Threads that poll by turns have never all yielded.
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
  std::uint32_t run_ = 0;  // steps of the running thread in a row
  std::uint32_t clock_reads_ = 0;
  std::uint32_t yields_ = 0;  // without progress between them
  std::uint32_t polls_ = 0;   // the same, where locks are no progress
};

}  // namespace gauntlet::schedule
