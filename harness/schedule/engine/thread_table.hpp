#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/logical_thread.hpp"
#include "harness/schedule/engine/objects.hpp"
#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/engine/thread_set.hpp"

namespace gauntlet::schedule {

/// The threads of the running schedule: the pending operation of each, and whether it is ready.
///
/// A thread whose pending operation has a precondition is ready while the precondition holds. A thread that
/// waits to be woken is blocked until `leave_wait`. Parameters `step` are the number of the current step,
/// recorded as the start of a wait.
class thread_table {
 public:
  thread_table();

  void clear();
  /// Adds a thread that is ready to begin; null if max_threads threads exist. A thread gets a new id while
  /// there are few; later the id of a thread that has ended and was joined or detached is used again.
  logical_thread* add(void* (*start)(void*), void* argument, void* caller);
  /// Marks the thread as ended, and makes a thread that joins it ready.
  void end(logical_thread& t, std::uint32_t step);

  [[nodiscard]] logical_thread& operator[](thread_id id) { return threads_[id]; }
  [[nodiscard]] const logical_thread& operator[](thread_id id) const { return threads_[id]; }
  /// All ids are below this number.
  [[nodiscard]] std::uint32_t size() const { return size_; }
  /// Returns how many threads were added since `clear`.
  [[nodiscard]] std::uint32_t created() const { return created_; }
  [[nodiscard]] std::uint32_t alive() const { return alive_; }
  [[nodiscard]] const thread_set& ready() const { return ready_; }
  /// The pending operations, indexed by thread id.
  [[nodiscard]] const operation* pending() const { return pending_; }
  /// Returns the thread with this handle that has not been joined; null if there is none.
  [[nodiscard]] logical_thread* find(pthread_t handle);

  /// Sets the pending operation of a thread. `record`: the record of the object; null if there is no object.
  /// Does not change whether the thread is ready.
  void set_pending(logical_thread& t, op kind, const void* object, object_record* record) {
    pending_[t.id] = {kind, object};
    t.record = record;
  }
  /// Clears the pending operation, when the thread executes it.
  void clear_pending(const logical_thread& t) { pending_[t.id] = {}; }
  /// True if the precondition of the pending operation holds.
  [[nodiscard]] bool possible(const logical_thread& t) const;
  /// Returns the number of the object of the pending operation, from 1; 0 if there is no object or no record.
  [[nodiscard]] std::uint32_t object_number(const logical_thread& t) const {
    return pending_[t.id].object == nullptr || t.record == nullptr ? 0 : t.record->ordinal + 1;
  }

  void block(logical_thread& t, std::uint32_t step);
  /// Updates the threads whose pending operation on this object has a precondition: each is ready or blocked.
  void changed(const void* object, std::uint32_t step);
  /// Ends the wait of a thread (a wake, a time-out, or a spurious wake-up): it becomes ready, or waits for
  /// its mutex.
  void leave_wait(logical_thread& t, std::uint32_t step);
  /// Writes the threads that are blocked in this operation on this object to `out`, in ascending order.
  /// Returns their number.
  std::uint32_t find_waiting(op kind, const void* object, thread_id (&out)[max_threads]) const;
  [[nodiscard]] std::uint32_t count_waiting(op kind, const void* object) const;
  /// Returns the blocked thread with the earliest deadline; null if no deadline is pending.
  [[nodiscard]] logical_thread* next_to_time_out() { return timers_ == 0 ? nullptr : earliest_timer(); }
  /// Ends the wait of a blocked thread whose deadline has passed.
  void time_out(logical_thread& t, std::uint32_t step);

  /// Returns whether each thread but this one has ended, is outside of the subject, or is blocked without a
  /// time-out.
  [[nodiscard]] bool all_are_quiescent_but(thread_id one) const;
  /// Describes a thread that has not ended when its schedule is abandoned.
  [[nodiscard]] waiting_thread describe(const logical_thread& t) const;

 private:
  [[nodiscard]] thread_id free_id();
  [[nodiscard]] logical_thread* earliest_timer();
  void stop_timer(logical_thread& t);
  void set_ready(logical_thread& t);
  void recheck(logical_thread& t, std::uint32_t step);
  [[nodiscard]] bool waits_until_possible(thread_id id) const {
    return traits_of(pending_[id].kind).possible_when != precondition::none;
  }

  logical_thread* threads_;
  operation pending_[max_threads] = {};
  std::uint32_t size_ = 0, alive_ = 0, created_ = 0;
  std::uint32_t timers_ = 0;  // blocked threads that have a deadline
  thread_set ready_;
};

}  // namespace gauntlet::schedule
