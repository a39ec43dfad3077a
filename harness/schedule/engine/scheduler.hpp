#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/borrowed_threads.hpp"
#include "harness/schedule/engine/chooser.hpp"
#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/fairness.hpp"
#include "harness/schedule/engine/objects.hpp"
#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/engine/read_locks.hpp"
#include "harness/schedule/engine/schedule_recorder.hpp"
#include "harness/schedule/engine/spin_detector.hpp"
#include "harness/schedule/engine/thread_table.hpp"
#include "harness/schedule/engine/virtual_clock.hpp"
#include "harness/schedule/strategies/random_walk.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// What a conditional operation would do now: the value that it observes, and whether it changes anything.
struct effect {
  std::uint64_t value = 0;
  bool changes = false;
};

/// Decides at every scheduling point which thread runs next.
/// Threading: one schedule at a time. Everything runs on the kernel thread that called `run`. The members are
/// therefore plain data without locks. Nothing here allocates, locks, or calls a function that a sanitizer
/// intercepts.
///
/// The model: each thread has one pending operation, and is ready if that operation could be executed now. A
/// step chooses a ready thread, and executes its operation and its code up to its next scheduling point. A
/// resumed thread can therefore always execute its operation, and a deadlock is a state in which no thread is
/// ready and no time-out is pending.
///
/// The scheduler composes parts that share no state: the objects, the threads and their pending operations,
/// the clock, the spin detector, the strategy's choice, the record, and the borrowed threads.
class scheduler {
 public:
  /// Runs `body(argument)` and all threads that it creates, until all have ended or the schedule is
  /// abandoned. Requires: not called from within a schedule.
  outcome run(strategy& the_strategy, void (*body)(void*), void* argument, const schedule_limits& limits,
              const schedule_faults& faults);

  // The interposed functions call the following, on the running thread. `object`: the address of the
  // synchronisation object. `caller`: the return address in the subject, for reports.

  /// A scheduling point before an operation that can always be executed. If the operation yields, other ready
  /// threads run first.
  void point(op kind, const void* object, void* caller);
  /// A scheduling point before a conditional operation. `effect_now` returns the effect that the operation
  /// would have if it were executed now. It is called before and after the point: no other thread under
  /// control runs between the second call and the operation.
  template <class EffectNow>
  void point(op kind, const void* object, void* caller, EffectNow effect_now) {
    if (running_->silent > 0) return;
    announce_conditional(kind, object, caller, effect_now());
    had_effect(kind, caller, effect_now());
  }
  /// A scheduling point before an operation that waits until its precondition holds. Returns false if the
  /// deadline passed first.
  bool until_possible(op kind, const void* object, void* caller, std::int64_t deadline = never);
  /// Must be called after a change of an object: updates which threads can execute their operation on it.
  void changed(const void* object) { threads_.changed(object, recorder_.steps()); }
  /// The scheduling point after an unlock, a release or a notification: other threads can run before the
  /// running thread continues.
  void after_release(void* caller) { point(op::after_release, nullptr, caller); }
  /// Blocks until woken, and then, if a mutex is given, until that mutex can be locked. Returns false if the
  /// deadline passed first. May wake spuriously, if the faults allow it.
  bool until_woken(op kind, const void* object, void* caller, std::int64_t deadline = never,
                   const void* mutex_to_reacquire = nullptr);
  /// Wakes up to `count` threads from `until_woken(kind, object)`; the strategy draws which. Returns their
  /// number.
  std::uint32_t wake(op kind, const void* object, std::uint32_t count);

  /// Must be called if the running thread has changed something without a scheduling point.
  void made_progress() { spins_.changes(running_->id); }
  /// Returns how many threads `wake` would wake.
  [[nodiscard]] std::uint32_t waiting(op kind, const void* object) const {
    return threads_.count_waiting(kind, object);
  }

  /// Creates a ready thread; null if max_threads threads exist.
  logical_thread* create(void* (*start)(void*), void* argument, void* caller);
  /// Ends the running thread: destroys its thread_local variables and runs the next thread.
  [[noreturn]] void end_running_thread(void* result);
  /// Draws whether an operation that may fail spuriously fails now.
  bool fails_spuriously() { return draw_fault(faults_.spurious_failures, 4); }
  /// Draws whether an allocation fails now.
  bool allocation_fails() { return draw_fault(faults_.failing_allocations, 8); }

  [[nodiscard]] logical_thread& running() { return *running_; }
  [[nodiscard]] object_record& record(const void* object) { return objects_[object]; }
  /// The read locks that the threads hold.
  [[nodiscard]] read_locks& held_for_reading() { return read_locks_; }
  [[nodiscard]] logical_thread* thread_of(pthread_t handle) { return threads_.find(handle); }
  [[nodiscard]] std::int64_t now() const { return clock_.now(); }
  /// The deadline of a relative time-out; never if it is too far to be represented.
  [[nodiscard]] std::int64_t deadline_after(std::int64_t ns) const { return clock_.after(ns); }
  [[nodiscard]] std::uint32_t steps() const { return recorder_.steps(); }
  /// Returns how often it was called in the current step, at most 999.
  std::uint32_t next_in_step();
  /// See quiescence.hpp.
  [[nodiscard]] bool others_are_quiescent() const { return threads_.all_are_quiescent_but(running_->id); }
  /// Returns the number of schedules that have begun in this process.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  /// Returns the virtual time. Time does not advance by this, but a loop that only reads the clock yields.
  std::int64_t read_clock(void* caller);

  /// The record of the last schedule, valid until the next schedule begins.
  [[nodiscard]] flight_record& flight() { return recorder_.record(); }
  [[nodiscard]] std::uint32_t retired_carriers() const { return borrowed_.retired(); }

  static constexpr std::int64_t never = virtual_clock::never;

 private:
  void announce(op kind, const void* object, void* caller, std::int64_t deadline);
  void announce_conditional(op kind, const void* object, void* caller, const effect& would_have);
  void had_effect(op kind, const void* caller, const effect& had) {
    const object_record* record = running_->record;
    if (had.changes)
      spins_.changes(running_->id);
    else if (record != nullptr)
      spins_.observes(running_->id, {caller, record->ordinal, had.value}, kind != op::plain_read);
  }
  void run_next();
  logical_thread* pick();
  logical_thread& choose();
  thread_id choose_option(thread_id forced);
  void execute(logical_thread& t);
  [[nodiscard]] bool reaches_step_limit() const;
  void continue_after_limit();
  [[nodiscard]] bool only_waits() const;
  void pass_time();
  bool fire_timer();
  bool wait_until_ready();
  std::uint32_t draw(std::uint32_t options);
  bool draw_fault(std::uint32_t& faults_left, std::uint32_t one_in);
  void record_decision(std::uint32_t value);
  static void enter();
  [[noreturn]] void abandon(ending how);
  void clean_up();
  void unlock_what_is_held();

  schedule_limits limits_;
  std::uint64_t step_limit_ = 0;  // of the schedule, or of its continuation
  bool continued_ = false;        // the schedule has reached limits_.steps
  random_walk fair_walk_;         // continues the schedule
  schedule_faults faults_;
  object_table objects_;
  read_locks read_locks_;
  thread_table threads_;
  virtual_clock clock_;
  spin_detector spins_;
  fairness fairness_;
  chooser chooser_;
  schedule_recorder recorder_;
  borrowed_threads borrowed_;
  logical_thread* running_ = nullptr;
  std::uint64_t number_ = 0;
  std::uint32_t stamped_step_ = 0, stamps_in_step_ = 0;
};

/// Returns the only scheduler of this process. It is global because the interposed functions are.
scheduler& the_scheduler();

}  // namespace gauntlet::schedule
