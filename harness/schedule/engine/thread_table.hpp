#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/logical_thread.hpp"
#include "harness/schedule/engine/objects.hpp"
#include "harness/schedule/engine/operation.hpp"
#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/engine/thread_set.hpp"

namespace gauntlet::schedule {

/// The threads of the running schedule: the operation that each stands before, and whether it is ready.
///
/// A thread that stands before an operation with a precondition is ready while that holds. A thread that
/// waits to be woken is blocked until `leave_wait`. Steps are passed in to be noted: since when a thread is
/// blocked.
class thread_table {
 public:
  thread_table();

  void clear();
  /// A new thread, ready to begin. Requires: size() < max_threads.
  logical_thread& add(void* (*start)(void*), void* argument, void* caller);
  /// The thread has ended.
  void end(logical_thread& t, std::uint32_t step);

  [[nodiscard]] logical_thread& operator[](thread_id id) { return threads_[id]; }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::uint32_t alive() const { return alive_; }
  [[nodiscard]] const thread_set& ready() const { return ready_; }
  /// By thread id.
  [[nodiscard]] const operation* pending() const { return pending_; }
  /// The thread with this handle that nobody has joined yet; null: there is none.
  [[nodiscard]] logical_thread* find(pthread_t handle);

  /// The thread stands before an operation. `record`: of the object, null where there is none. Whether it is
  /// ready does not change.
  void set_pending(logical_thread& t, op kind, const void* object, object_record* record) {
    pending_[t.id] = {kind, object};
    t.record = record;
  }
  /// The thread executes its pending operation.
  void take_pending(const logical_thread& t) { pending_[t.id] = {}; }
  /// Whether the precondition of its pending operation holds.
  [[nodiscard]] bool possible(const logical_thread& t) const;
  /// Of the object of its pending operation; 0: there is none.
  [[nodiscard]] std::uint32_t object_number(const logical_thread& t) const {
    return pending_[t.id].object == nullptr ? 0 : t.record->ordinal + 1;
  }

  void block(logical_thread& t, std::uint32_t step);
  /// Looks again at the threads that wait until an operation on this object is possible.
  void changed(const void* object, std::uint32_t step);
  /// The wait of a thread is over, by a wake, a time-out, or spuriously: it is ready, or waits for its mutex.
  void leave_wait(logical_thread& t, std::uint32_t step);
  /// The threads that wait to be woken from this operation on this object, by rising id. Returns how many.
  std::uint32_t find_waiting(op kind, const void* object, thread_id (&out)[max_threads]) const;
  /// The blocked thread whose deadline comes first; null: no deadline is pending.
  [[nodiscard]] logical_thread* next_to_time_out();
  /// The deadline of a blocked thread has come.
  void time_out(logical_thread& t, std::uint32_t step);

  /// What is told of a thread that has not ended when its schedule is abandoned.
  [[nodiscard]] waiting_thread describe(const logical_thread& t) const;

 private:
  void set_ready(logical_thread& t);
  void recheck(logical_thread& t, std::uint32_t step);
  [[nodiscard]] bool waits_until_possible(thread_id id) const {
    return traits_of(pending_[id].kind).possible_when != precondition::none;
  }

  logical_thread* threads_;
  operation pending_[max_threads] = {};
  std::uint32_t size_ = 0, alive_ = 0;
  thread_set ready_;
};

}  // namespace gauntlet::schedule
