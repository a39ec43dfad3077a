#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/borrowed_threads.hpp"
#include "harness/schedule/engine/chooser.hpp"
#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/objects.hpp"
#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/engine/schedule_recorder.hpp"
#include "harness/schedule/engine/spin_detector.hpp"
#include "harness/schedule/engine/thread_table.hpp"
#include "harness/schedule/engine/virtual_clock.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Decides at every scheduling point which thread runs next. One schedule at a time; everything happens on
/// the kernel thread that called `run`. Nothing here allocates, locks, or calls what a sanitizer intercepts.
///
/// The model: each thread stands before one pending operation and is ready when that could be executed now. A
/// step takes a ready thread, executes its operation and its code up to its next point. So a thread is never
/// resumed in vain, and a deadlock is a state in which no thread is ready and no time-out is pending.
///
/// The parts share no state: the objects, the threads and what they wait for, the time, the threads that
/// spin, the choice of the strategy, the record, and the borrowed stacks. Here they are put together.
class scheduler {
 public:
  /// Runs `body(argument)` and all threads that it creates, to an end. Requires: not called from within a
  /// schedule.
  outcome run(strategy& asked, void (*body)(void*), void* argument, const schedule_limits& limits,
              const schedule_faults& faults);

  // What interposed functions call, on the running thread.

  /// A point before an operation that can always be executed. Where it yields, other threads go first.
  void point(op kind, const void* object, void* caller);
  /// A point before an operation that waits until its precondition holds. False: the deadline came first.
  bool until_possible(op kind, const void* object, void* caller, std::int64_t deadline = never);
  /// The object has changed: the threads that wait until an operation on it is possible are looked at again.
  void changed(const void* object) { threads_.changed(object, recorder_.steps()); }
  /// Blocks until woken, and then, where a mutex is given, until that can be locked. False: the deadline came
  /// first.
  bool until_woken(op kind, const void* object, void* caller, std::int64_t deadline = never,
                   const void* mutex_to_reacquire = nullptr);
  /// Wakes up to `count` threads from `until_woken(kind, object)`, drawn by the strategy. Returns how many.
  std::uint32_t wake(op kind, const void* object, std::uint32_t count);

  logical_thread& create(void* (*start)(void*), void* argument, void* caller);
  [[noreturn]] void end_running_thread(void* result);
  /// Whether an operation that may fail spuriously does so now.
  bool fails_spuriously() { return draws(faults_.spurious_failures, 4); }
  bool allocation_fails() { return draws(faults_.failing_allocations, 8); }

  [[nodiscard]] logical_thread& running() { return *running_; }
  [[nodiscard]] object_record& record(const void* object) { return objects_[object]; }
  [[nodiscard]] logical_thread* thread_of(pthread_t handle) { return threads_.find(handle); }
  [[nodiscard]] std::uint32_t threads() const { return threads_.size(); }
  [[nodiscard]] std::int64_t now() const { return clock_.now(); }
  [[nodiscard]] std::uint32_t steps() const { return recorder_.steps(); }
  /// Schedules that have begun in this process.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  /// A clock was read. Costs no time; a loop that does nothing else yields.
  std::int64_t read_clock(void* caller);

  /// Of the last schedule, until the next one begins.
  [[nodiscard]] flight_record& flight() { return recorder_.record(); }
  [[nodiscard]] std::uint32_t retired_carriers() const { return borrowed_.retired(); }

  static constexpr std::int64_t never = virtual_clock::never;

 private:
  void announce(op kind, const void* object, void* caller, std::int64_t deadline);
  void go_on();
  logical_thread* pick();
  logical_thread& choose();
  void execute(const logical_thread& t);
  void pass_time();
  bool fire_timer();
  bool wait_until_ready();
  std::uint32_t draw(std::uint32_t options);
  bool draws(std::uint32_t& faults_left, std::uint32_t one_in);
  void decide(std::uint32_t value);
  static void enter();
  [[noreturn]] void abandon(ending how);
  void clean_up();
  void unlock_what_is_held();

  schedule_limits limits_;
  schedule_faults faults_;
  object_table objects_;
  thread_table threads_;
  virtual_clock clock_;
  spin_detector spins_;
  chooser chooser_;
  schedule_recorder recorder_;
  borrowed_threads borrowed_;
  logical_thread* running_ = nullptr;
  std::uint64_t number_ = 0;
};

/// The one of this process: the interposed functions are the process's, too.
scheduler& the_scheduler();

}  // namespace gauntlet::schedule
