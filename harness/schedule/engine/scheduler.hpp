#pragma once

#include <pthread.h>

#include <cstdint>

#include "harness/schedule/engine/donor.hpp"
#include "harness/schedule/engine/flight_record.hpp"
#include "harness/schedule/engine/objects.hpp"
#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/engine/thread_set.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// A thread of the subject while a schedule runs.
struct logical_thread {
  enum class state : std::uint8_t { ready, blocked, ended };

  thread_id id = 0;
  state now = state::ready;
  bool detached = false, joined = false;
  bool timed = false, timed_out = false;
  bool yielded = false;      // since the last step of somebody who has not
  std::uint32_t silent = 0;  // inside what is done once in a process: no points, unless it must wait
  std::int64_t deadline = 0;
  std::uint32_t blocked_since = 0;
  void* caller = nullptr;
  object_record* record = nullptr;  // of the object of its pending operation
  const void* then_lock = nullptr;  // the mutex of the condition that it waits on
  struct donor* on = nullptr;
  machine::context at;
  void* (*start)(void*) = nullptr;
  void* argument = nullptr;
  void* result = nullptr;
  std::uint64_t begins = 0, ends = 0;  // never read: their addresses carry happens-before edges
  char name[16] = {};
};

/// Decides at every scheduling point who runs next. One schedule at a time; everything happens on the kernel
/// thread that called `run`. Nothing here allocates, locks, or calls what a sanitizer intercepts.
///
/// The model: each thread stands before one pending operation and is ready when that could be executed now. A
/// step takes a ready thread, executes its operation and its code up to its next point. So a thread is never
/// resumed in vain, and a deadlock is a state in which nobody is ready and no time-out is pending.
class scheduler {
 public:
  scheduler();

  /// Runs `body(argument)` and all threads that it creates, to an end. Requires: not called from within a
  /// schedule.
  outcome run(strategy& chooser, void (*body)(void*), void* argument, const schedule_limits& limits,
              const schedule_faults& faults);

  // What interposed functions call, on the running thread.

  /// A point before an operation that can always be executed. Where it yields, other threads go first.
  void point(op kind, const void* object, void* caller);
  /// A point before an operation that waits until it is possible (`possible` below). False: the deadline came
  /// first.
  bool until_possible(op kind, const void* object, void* caller, std::int64_t deadline = never);
  /// Says that the object has changed: those who wait until an operation on it is possible are looked at
  /// again.
  void changed(const void* object);
  /// Blocks until woken, and then, where a mutex is given, until that can be locked. False: the deadline came
  /// first.
  bool until_woken(op kind, const void* object, void* caller, std::int64_t deadline = never,
                   const void* then_lock = nullptr);
  /// Wakes up to `count` of those in `until_woken(kind, object)`, drawn by the strategy; gives how many.
  std::uint32_t wake(op kind, const void* object, std::uint32_t count);

  logical_thread& create(void* (*start)(void*), void* argument, void* caller);
  [[noreturn]] void end_running_thread(void* result);
  /// Whether an operation that may fail for no reason does so now.
  bool fails_spuriously();
  bool allocation_fails();

  [[nodiscard]] logical_thread& running() { return *running_; }
  [[nodiscard]] object_record& record(const void* object) { return objects_[object]; }
  [[nodiscard]] logical_thread* thread_of(pthread_t handle);
  [[nodiscard]] std::uint32_t threads() const { return count_; }
  [[nodiscard]] logical_thread& thread(thread_id id) { return threads_[id]; }
  [[nodiscard]] std::int64_t now() const { return now_; }
  [[nodiscard]] std::uint32_t steps() const { return outcome_.steps; }
  /// Schedules that have begun in this process.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  /// A clock was read. Costs no time; a loop that does nothing else yields.
  std::int64_t read_clock(void* caller);

  // What is known of the last schedule, until the next one begins.

  [[nodiscard]] const operation& pending(thread_id id) const { return pending_[id]; }
  [[nodiscard]] flight_record& flight() { return flight_; }
  [[nodiscard]] std::uint32_t retired_donors() const { return donors_.retired(); }

  static constexpr std::int64_t never = 0x7fffffffffffffff;

 private:
  bool possible(const logical_thread& t);
  void set_pending(logical_thread& t, op kind, const void* object);
  void stand_before(op kind, const void* object, void* caller, std::int64_t deadline);
  void look_again(logical_thread& t);
  void leave_wait(logical_thread& t);
  void set_ready(logical_thread& t);
  void set_blocked(logical_thread& t);
  void go_on();
  logical_thread* pick();
  logical_thread& choose();
  [[nodiscard]] thread_id next_in_turn() const;
  void collect_candidates();
  void forget_yields();
  void pass_time();
  bool fire_timer();
  void execute(logical_thread& t, bool chosen);
  void remember_stack(logical_thread& t, const void* caller);
  std::uint32_t draw(std::uint32_t options);
  void decide(std::uint32_t value);
  static void enter();
  [[noreturn]] void abandon(ending how);
  void note_who_waits();
  void clean_up();

  strategy* strategy_ = nullptr;
  schedule_limits limits_;
  schedule_faults faults_;
  donors donors_;
  object_table objects_;
  machine::context home_;

  logical_thread* threads_;
  std::uintptr_t (*stacks_)[flight_record::depth];  // where each thread stands, if stacks are wanted
  operation pending_[max_threads] = {};
  std::uint32_t count_ = 0, alive_ = 0, run_ = 0, clock_reads_ = 0;
  std::uint32_t yields_ = 0;  // in a row, with nothing written between them
  std::uint32_t polls_ = 0;   // the same, where a lock that is taken and given back counts as nothing written
  bool somebody_yielded_ = false;
  thread_set ready_;
  logical_thread* running_ = nullptr;
  std::int64_t now_ = 0;
  std::uint64_t number_ = 0;
  choice choice_;
  thread_id candidates_[max_threads] = {};

  flight_record& flight_;
  outcome& outcome_;
};

/// The one of this process: the interposed functions are the process's, too.
scheduler& the_scheduler();

}  // namespace gauntlet::schedule

/// Whether the calling thread is under control. In the thread-local storage that is borrowed, so that every
/// other thread of the process, a watchdog's say, goes its own way.
extern __thread bool gauntlet_engine_controls __attribute__((tls_model("initial-exec")));
/// Whether allocations under control may be made to fail.
extern bool gauntlet_engine_fails_allocations;

namespace gauntlet::schedule {
[[nodiscard]] inline bool controlled() { return __builtin_expect(gauntlet_engine_controls, 0); }
}  // namespace gauntlet::schedule
