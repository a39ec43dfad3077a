#include "harness/schedule/engine/scheduler.hpp"

#include <new>

#include "harness/schedule/engine/happens_before.hpp"
#include "harness/schedule/engine/thread_end.hpp"
#include "harness/schedule/forked_child.hpp"
#include "harness/schedule/plain_accesses.hpp"
#include "harness/schedule/wakeups.hpp"

namespace gauntlet::schedule {

scheduler& the_scheduler() {
  alignas(scheduler) static char memory[sizeof(scheduler)];
  // Not a function-local static object: its guard would call an interposed function, and the scheduler is
  // never destroyed. Not thread-safe; the thread that runs schedules makes the first call, before other
  // threads exist.
  static bool made = false;
  if (!made) new (static_cast<void*>(memory)) scheduler;
  made = true;
  return *reinterpret_cast<scheduler*>(memory);
}

// ---- scheduling points

void scheduler::announce(op kind, const void* object, void* caller, std::int64_t deadline) {
  end_if_forked_child();  // before it writes into the shared record
  logical_thread& me = *running_;
  object_record* record = nullptr;
  if (object != nullptr) {
    const bool is_plain = kind == op::plain_read || kind == op::plain_write;
    record = is_plain ? objects_.plain_memory(object) : &objects_[object];
  }
  threads_.set_pending(me, kind, object, record);
  me.caller = caller;
  me.timed = deadline != never;
  me.timed_out = false;
  me.deadline = deadline;
  recorder_.note_stack(me.id, caller);
}

void scheduler::point(op kind, const void* object, void* caller) {
  if (running_->silent > 0) return;
  announce(kind, object, caller, never);
  if (traits_of(kind).yields) spins_.yield(running_->id);
  run_next();
}

/// A repeated observation counts as a yield.
void scheduler::announce_conditional(op kind, const void* object, void* caller, const effect& would_have) {
  announce(kind, object, caller, never);
  const logical_thread& me = *running_;
  if (!would_have.changes && me.record != nullptr &&
      spins_.repeats(me.id, {caller, me.record->ordinal, would_have.value}))
    spins_.yield(me.id);
  run_next();
}

bool scheduler::until_possible(op kind, const void* object, void* caller, std::int64_t deadline) {
  logical_thread& me = *running_;
  announce(kind, object, caller, deadline);
  me.mutex_to_reacquire = nullptr;
  const bool possible_now = threads_.possible(me);
  if (possible_now && me.silent > 0) {
    threads_.clear_pending(me);
    return true;
  }
  if (!possible_now) threads_.block(me, recorder_.steps());
  run_next();
  me.timed = false;
  return !me.timed_out;
}

namespace {
/// POSIX allows it for condition variables, futex(2) for futexes; not for barriers and sleeps.
bool may_wake_spuriously(op kind) { return kind == op::condition_wait || kind == op::futex_wait; }
}  // namespace

bool scheduler::until_woken(op kind, const void* object, void* caller, std::int64_t deadline,
                            const void* mutex_to_reacquire) {
  logical_thread& me = *running_;
  announce(kind, object, caller, deadline);
  me.mutex_to_reacquire = mutex_to_reacquire == nullptr ? nullptr : &objects_[mutex_to_reacquire];
  threads_.block(me, recorder_.steps());
  if (kind == op::condition_wait && wakes_spuriously()) {
    threads_.leave_wait(me, recorder_.steps());
  } else if (may_wake_spuriously(kind) && draw_fault(faults_.spurious_wakeups, 4)) {
    add_spurious_wakeup();
    threads_.leave_wait(me, recorder_.steps());
  }
  run_next();
  return !me.timed_out;
}

std::uint32_t scheduler::wake(op kind, const void* object, std::uint32_t count) {
  static thread_id waiting[max_threads];
  std::uint32_t n = threads_.find_waiting(kind, object, waiting), woken = 0;
  for (; woken < count && n > 0; ++woken) {
    const auto which = count - woken < n ? draw(n) : 0;  // no decision if all waiters are woken
    threads_.leave_wait(threads_[waiting[which]], recorder_.steps());
    for (auto i = which; i + 1 < n; ++i) waiting[i] = waiting[i + 1];
    --n;
  }
  return woken;
}

std::int64_t scheduler::read_clock(void* caller) {
  if (spins_.polls_the_clock()) point(op::clock, nullptr, caller);
  return now();
}

/// Executes steps until the calling thread is chosen again, and then returns on it. All threads share one
/// kernel thread: switch_to suspends the caller, and another thread's call of switch_to resumes it.
void scheduler::run_next() {
  logical_thread& me = *running_;
  logical_thread* next = pick();
  if (next != &me) {
    running_ = next;
    borrowed_threads::switch_to(me, *next);
  }
  threads_.clear_pending(me);
}

// ---- choosing

/// Returns the thread that executes the next step, after recording the step. Null: every thread has ended.
logical_thread* scheduler::pick() {
  end_if_forked_child();
  if (threads_.ready().empty() && !wait_until_ready()) return nullptr;
  logical_thread& next = choose();
  execute(next);
  return &next;
}

/// Advances the clock until a thread is ready. Returns false if every thread has ended. A deadlock ends the
/// schedule here.
bool scheduler::wait_until_ready() {
  while (threads_.ready().empty()) {
    if (threads_.alive() == 0) return false;
    if (!fire_timer()) abandon(ending::deadlock);
  }
  return true;
}

/// Chooses the thread that executes the next step. If all ready threads have yielded, the yields are
/// forgotten. If they only spin or poll for a long time, virtual time advances, since they may wait for a
/// deadline.
logical_thread& scheduler::choose() {
  if (threads_.ready().has(running_->id)) spins_.limit_run(running_->id, limits_.run);
  const thread_id forced = fairness_.starving(threads_.ready());
  for (;;) {
    const thread_id chosen = choose_option(forced);
    if (threads_.ready().has(chosen)) return threads_[chosen];
    --faults_.timeouts;  // the option of a time-out was chosen
    fire_timer();
  }
}

/// Returns a ready thread, or the blocked thread whose time-out expires next.
thread_id scheduler::choose_option(thread_id forced) {
  const thread_id me = running_->id;
  const auto collect = [this, me] {
    const logical_thread* timer = faults_.timeouts > 0 ? threads_.next_to_time_out() : nullptr;
    return chooser_.collect(threads_.ready(), spins_.yielded(), me, timer == nullptr ? no_thread : timer->id);
  };
  const bool all_have_yielded = collect() == 0;
  const bool time_passes = spins_.waits_for_time(all_have_yielded, threads_.alive());
  if (time_passes) pass_time();
  if (all_have_yielded) spins_.forget_yields();
  if (time_passes || all_have_yielded) collect();
  const thread_id chosen =
      chooser_.choose(threads_.size(), recorder_.steps(), spins_.needs_round_robin(), forced);
  if (chooser_.has_choice()) record_decision(chosen);
  return chosen;
}

/// Idle steps count a quarter: a thread may spin for a while before it blocks.
bool scheduler::reaches_step_limit() const {
  constexpr std::uint64_t idle_steps_per_step = 4;
  const std::uint64_t steps = recorder_.steps();
  return steps - spins_.idle_steps() >= step_limit_ || steps >= idle_steps_per_step * step_limit_;
}

/// A step limit proves nothing. The schedule continues fairly, with a higher limit, and without scheduling
/// points at plain accesses.
void scheduler::continue_after_limit() {
  constexpr std::uint64_t more_steps = 4;
  if (continued_) abandon(ending::step_limit);
  continued_ = true;
  recorder_.continues();
  step_limit_ *= more_steps;
  make_points_of_plain_accesses(false);
  if (chooser_.continues_after_limit()) return;
  fair_walk_.begin({1, 0});
  chooser_.continue_with(fair_walk_);
}

/// True if each thread that can run, or that sleeps, has only spun or polled since any thread changed
/// something, and for so long that it is no accident.
bool scheduler::only_waits() const {
  constexpr std::uint32_t most_evidence = 1000;
  const std::uint32_t evidence = limits_.steps / 8 < most_evidence ? limits_.steps / 8 : most_evidence;
  bool any = false;
  for (thread_id id = 0; id < threads_.size(); ++id) {
    const logical_thread& t = threads_[id];
    const bool can_run =
        t.now == logical_thread::state::ready || (t.now == logical_thread::state::blocked && t.timed);
    if (can_run && !spins_.only_waits(id, evidence)) return false;
    any = any || can_run;
  }
  return any;
}

void scheduler::execute(logical_thread& t) {
  if (reaches_step_limit()) continue_after_limit();
  const operation& next = threads_.pending()[t.id];
  const bool switched = chooser_.switches_to(t.id);
  spins_.executes(t.id, next.kind, switched);
  fairness_.executes(t.id);
  recorder_.add_step({static_cast<std::uint16_t>(t.id), next.kind, chooser_.has_choice(),
                      chooser_.preempts(t.id), threads_.object_number(t), t.caller},
                     switched);
  t.since_step = recorder_.steps();
  chooser_.executes(t.id, next);
}

/// Advances the clock to the next deadline, or by a tick if there is none.
void scheduler::pass_time() {
  spins_.time_passes();
  if (!fire_timer()) clock_.tick();
}

/// Times out the blocked thread with the earliest deadline. Returns false if no blocked thread has a
/// deadline.
bool scheduler::fire_timer() {
  logical_thread* first = threads_.next_to_time_out();
  if (first == nullptr) return false;
  clock_.advance_to(first->deadline);
  threads_.time_out(*first, recorder_.steps());
  return true;
}

std::uint32_t scheduler::draw(std::uint32_t options) {
  const auto value = chooser_.draw(options);
  record_decision(value | flight_record::drawn);
  return value;
}

/// Returns whether a fault happens now: never if none is left, else with a probability of 1 / one_in under a
/// random strategy.
bool scheduler::draw_fault(std::uint32_t& faults_left, std::uint32_t one_in) {
  if (faults_left == 0 || draw(one_in) != 1) return false;
  --faults_left;
  return true;
}

void scheduler::record_decision(std::uint32_t value) {
  if (!recorder_.add_decision(value)) abandon(ending::step_limit);
}

// ---- threads

logical_thread* scheduler::create(void* (*start)(void*), void* argument, void* caller) {
  logical_thread* added = threads_.add(start, argument, caller);
  if (added == nullptr) return nullptr;
  logical_thread& t = *added;
  spins_.begins(t.id);
  recorder_.clear_stack(t.id);
  if (caller != nullptr) recorder_.note_stack(t.id, caller);
  borrowed_.prepare(t, enter);
  happens_before::release(&t.begins);  // pairs with `enter`: pthread_create happens before the thread begins
  return added;
}

/// The first function on the stack of every logical thread.
void scheduler::enter() {
  scheduler& s = the_scheduler();
  logical_thread& me = *s.running_;
  s.threads_.clear_pending(me);
  happens_before::acquire(&me.begins);
  s.end_running_thread(run_until_exit(me.start, me.argument));
}

void scheduler::end_running_thread(void* result) {
  logical_thread& me = *running_;
  destroy_thread_locals();
  point(op::end, nullptr, nullptr);
  me.result = result;
  happens_before::release(&me.ends);  // pairs with pthread_join, and with clean_up
  threads_.end(me, recorder_.steps());
  running_ = pick();
  borrowed_.leave_for(running_);
}

// ---- a schedule

std::uint32_t scheduler::next_in_step() {
  constexpr std::uint32_t most = 999;
  if (stamped_step_ != recorder_.steps()) stamps_in_step_ = 0;
  stamped_step_ = recorder_.steps();
  return stamps_in_step_ < most ? stamps_in_step_++ : most;
}

namespace {

struct body_call {
  void (*body)(void*);
  void* argument;
};
void* call_body(void* of) {
  const auto& call = *static_cast<body_call*>(of);
  call.body(call.argument);
  return nullptr;
}

}  // namespace

outcome scheduler::run(strategy& the_strategy, void (*body)(void*), void* argument,
                       const schedule_limits& limits, const schedule_faults& faults) {
  watch_forks();
  ++number_;
  limits_ = limits;
  step_limit_ = limits.steps;
  continued_ = false;
  faults_ = faults;
  gauntlet_engine_fails_allocations = faults.failing_allocations > 0;
  make_points_of_plain_accesses(limits.plain_accesses);
  recorder_.begin(the_strategy.name(), faults, limits.plain_accesses && can_make_points_of_plain_accesses());
  objects_.clear();
  read_locks_.clear();
  threads_.clear();
  spins_.clear();
  fairness_.clear();
  clock_.start();
  chooser_.begin(the_strategy, threads_.pending());
  borrowed_.begin();
  body_call call{body, argument};
  stamped_step_ = stamps_in_step_ = 0;
  running_ = create(call_body, &call, nullptr);
  running_ = pick();             // thread 0, the only thread
  borrowed_.start(threads_[0]);  // returns when all threads have ended, or from `abandon`
  recorder_.set_threads(threads_.created());
  clean_up();
  return recorder_.so_far();
}

/// Ends the schedule from the stack of any logical thread. The threads that have not ended stay suspended
/// forever.
void scheduler::abandon(ending how) {
  recorder_.end(how, how == ending::step_limit && only_waits());
  for (thread_id id = 0; id < threads_.size(); ++id)
    if (threads_[id].now != logical_thread::state::ended)
      recorder_.add_waiting(threads_.describe(threads_[id]));
  borrowed_.go_home();
}

/// Reports to ThreadSanitizer that the whole schedule happens before everything that follows. A thread that
/// has not ended will never run again. Its mutexes are unlocked in its name, so that ThreadSanitizer accepts
/// a mutex at the same address in the next schedule. Its carrier is abandoned or used again.
void scheduler::clean_up() {
  if (threads_.alive() > 0) unlock_what_is_held();
  for (thread_id id = 0; id < threads_.size(); ++id) {
    logical_thread& t = threads_[id];
    if (t.now == logical_thread::state::ended) continue;
    borrowed_threads::act_as(t);
    happens_before::release(&t.ends);
    // ThreadSanitizer keeps a call stack of each thread, which the abandoned frames never leave.
    happens_before::tsan_is_linked() ? borrowed_.retire(t) : borrowed_.recycle(t);
  }
  borrowed_.act_as_home();
  for (thread_id id = 0; id < threads_.size(); ++id) happens_before::acquire(&threads_[id].ends);
}

void scheduler::unlock_what_is_held() {
  objects_.for_each([this](const object_record& record) {
    if (record.owner == no_thread || !record.is_mutex) return;
    borrowed_threads::act_as(threads_[record.owner]);
    for (std::uint32_t i = 0; i < (record.depth == 0 ? 1 : record.depth); ++i)
      happens_before::unlocks(record.address, 0);
  });
  read_locks_.for_each([this](const read_locks::holding& held) {
    borrowed_threads::act_as(threads_[held.by]);
    happens_before::unlocks(held.lock->address, happens_before::for_reading);
  });
}

}  // namespace gauntlet::schedule
