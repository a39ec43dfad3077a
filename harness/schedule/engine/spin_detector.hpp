#pragma once

#include <cstdint>

#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/thread_set.hpp"

namespace gauntlet::schedule {

/// What an operation that changes nothing has observed: where it was called, on which object, and the value.
struct observation {
  const void* caller = nullptr;
  std::uint32_t object = 0;  ///< its number in the schedule
  std::uint64_t value = 0;
};

/// Detects threads that only wait: they yield, spin, or poll.
///
/// A thread spins if it repeats an observation that it has made since it last changed anything: the same
/// load, failed compare-exchange, or update that leaves the value as it was, at the same place and with the
/// same value. A spinning thread counts as yielding. A yield is a hint: a thread that has yielded is offered
/// to the strategy less often, until another thread changes something or every ready thread has yielded.
///
/// Progress is an operation that a spinning thread can be waiting for. Locking and unlocking a mutex is
/// progress for a spinning thread, but not for a polling one, because a loop that polls under a lock does
/// both in every round.
///
/// The results depend on the order of the operations only, not on addresses: they are the same in every
/// process.
class spin_detector {
 public:
  spin_detector();
  void clear();
  /// Must be called when a thread is created: it has observed nothing.
  void begins(thread_id id) { epoch_of_[id] = ++epoch_; }

  /// The pending operation of the thread yields.
  void yield(thread_id id) { yielded_.add(id); }
  /// Makes the running thread yield if it has executed `most_steps` steps in a row: it probably spins.
  void limit_run(thread_id running, std::uint32_t most_steps) {
    if (run_ < most_steps) return;
    yielded_.add(running);
    run_ = 0;
    ++long_runs_;
  }
  [[nodiscard]] const thread_set& yielded() const { return yielded_; }
  void forget_yields() { yielded_.clear(); }

  /// Must be called for each step. `switched`: another thread executed the last step. For a conditional
  /// operation, `changes` or `observes` must follow when its effect is known.
  void executes(thread_id id, op kind, bool switched) {
    run_ = switched ? 1 : run_ + 1;
    yielded_.remove(id);
    const operation_traits& traits = traits_of(kind);
    if (traits.yields) count_idle_step(id);
    if (kind == op::sleep) count_idle(id);
    if (kind != op::clock) clock_reads_ = 0;
    if (traits.changes_nothing || traits.conditional) return;
    if (traits.guards_a_poll) {
      yielded_.clear();
      yields_ = 0;
      return;
    }
    changes(id);
  }
  /// The running thread has changed an object: the other threads no longer wait in vain.
  void changes(thread_id id) {
    epoch_of_[id] = last_change_ = ++epoch_;
    yielded_.clear();
    yields_ = polls_ = long_runs_ = 0;
  }
  /// The running thread has executed an operation that changed nothing. `is_idle`: a repetition counts as an
  /// idle step. A repeated plain read may be a computation.
  void observes(thread_id id, const observation& what, bool is_idle = true) {
    if (repeats(id, what)) {
      ++yields_, ++polls_;
      if (is_idle) count_idle(id);
      return;
    }
    entry& e = entry_of(id, what);
    e.key = key_of(what);
    e.value = what.value;
    e.epoch = epoch_of_[id];
  }
  /// True if the thread has already made this observation since it last changed anything.
  [[nodiscard]] bool repeats(thread_id id, const observation& what) const {
    const entry& e = entry_of(id, what);
    return e.epoch == epoch_of_[id] && e.key == key_of(what) && e.value == what.value;
  }

  /// Counts a read of a clock. Returns true if there were so many in a row that this read must yield.
  [[nodiscard]] bool polls_the_clock();

  /// True if the thread has executed at least that many idle steps since any thread last changed something.
  [[nodiscard]] bool only_waits(thread_id id, std::uint32_t steps) const {
    return idle_of_[id].since == last_change_ && idle_of_[id].steps >= steps;
  }
  /// Returns the number of steps of this schedule that only slept, yielded or repeated an observation.
  [[nodiscard]] std::uint32_t idle_steps() const { return idle_steps_; }
  /// True if threads have spun or polled for so long that the schedule must be round robin instead of the
  /// strategy's choice: otherwise the strategy could starve the thread that they wait for.
  [[nodiscard]] bool needs_round_robin() const {
    return polls_ >= patience_with_yields;  // at least as many as yields_
  }
  /// True if all ready threads have spun or polled for so long that virtual time must advance. The first
  /// condition does not require that all have yielded: threads that poll round robin never have all yielded
  /// at the same time.
  [[nodiscard]] bool waits_for_time(bool all_have_yielded, std::uint32_t threads_alive) const {
    return polls_ >= patience_with_yields + patience_with_polls * threads_alive ||
           (all_have_yielded &&
            (yields_ >= patience_with_yields * threads_alive || long_runs_ >= patience_with_long_runs));
  }
  void time_passes() { yields_ = polls_ = long_runs_ = 0; }

 private:
  static constexpr std::uint32_t patience_with_yields = 64;
  static constexpr std::uint32_t patience_with_polls = 16;
  static constexpr std::uint32_t patience_with_clocks = 64;
  static constexpr std::uint32_t patience_with_long_runs = 4;
  static constexpr std::uint32_t entries_per_thread = 64;  // 2 to the power of index_bits
  static constexpr std::uint32_t index_bits = 6;

  /// An observation of a thread; valid while the thread's epoch is the same.
  struct entry {
    std::uint64_t key, value, epoch;
  };

  /// How many idle steps a thread has executed since the last change, which has this epoch.
  struct idle_count {
    std::uint64_t since;
    std::uint32_t steps;
  };

  static std::uint64_t key_of(const observation& what) {
    return std::uint64_t{what.object} * 0x9e3779b97f4a7c15u ^ reinterpret_cast<std::uintptr_t>(what.caller);
  }
  /// The index must not depend on where the program is loaded, hence the page offset of the caller. Two
  /// observations of one loop can have the same entry. The loop is then not recognised as a spin; the limits
  /// on runs and on starvation still apply.
  entry& entry_of(thread_id id, const observation& what) const {
    const auto place = reinterpret_cast<std::uintptr_t>(what.caller) & 0xfff;
    const auto hash = (std::uint64_t{what.object} << 12 | place) * 0x9e3779b97f4a7c15u;
    return entries_[id * entries_per_thread + (hash >> (64 - index_bits))];
  }
  void count_idle(thread_id id) {
    idle_count& mine = idle_of_[id];
    if (mine.since != last_change_) mine.since = last_change_, mine.steps = 0;
    ++mine.steps;
    ++idle_steps_;
  }
  void count_idle_step(thread_id id) {
    ++yields_, ++polls_;
    count_idle(id);
  }

  thread_set yielded_;
  std::uint32_t run_ = 0;  // consecutive steps of the running thread
  std::uint32_t clock_reads_ = 0;
  std::uint32_t yields_ = 0;  // idle steps since the last progress
  std::uint32_t polls_ = 0;   // idle steps since the last progress other than locking and unlocking
  std::uint32_t idle_steps_ = 0;
  std::uint32_t long_runs_ = 0;    // runs that limit_run has ended since the last progress
  std::uint64_t epoch_ = 0;        // never reset, so that entries of earlier schedules are invalid
  std::uint64_t last_change_ = 0;  // the epoch of the last change by any thread
  idle_count* idle_of_;            // by thread
  std::uint64_t* epoch_of_;        // by thread: changes when the thread changes something
  entry* entries_;                 // entries_per_thread for each thread
};

}  // namespace gauntlet::schedule
