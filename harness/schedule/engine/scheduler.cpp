#include "harness/schedule/engine/scheduler.hpp"

#include <new>

#include "harness/schedule/engine/call_stack.hpp"
#include "harness/schedule/engine/thread_end.hpp"
#include "harness/schedule/engine/thread_locals.hpp"
#include "harness/schedule/engine/truth.hpp"
#include "harness/schedule/plain_accesses.hpp"
#include "harness/schedule/wakeups.hpp"

__thread bool gauntlet_engine_controls = false;
bool gauntlet_engine_fails_allocations = false;

namespace gauntlet::schedule {
namespace {

constexpr std::int64_t start_of_time_ns = 1'767'225'600'000'000'000;  // 2026, for all clocks alike
constexpr std::int64_t idle_tick_ns = 1'000'000;
constexpr std::uint32_t patience_with_yields = 64;
constexpr std::uint32_t patience_with_polls = 16;
constexpr std::uint32_t patience_with_clocks = 64;

bool waits_until_possible(op kind) { return traits_of(kind).possible_when != precondition::none; }

bool& control_flag_of(std::uintptr_t thread_base) {
  const auto offset = reinterpret_cast<std::uintptr_t>(&gauntlet_engine_controls) - machine::thread_base();
  return *reinterpret_cast<bool*>(thread_base + offset);
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash ^= value;
  hash *= 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

}  // namespace

scheduler& the_scheduler() {
  alignas(scheduler) static char memory[sizeof(scheduler)];
  static bool made = false;  // the first use is by the thread that runs schedules, before there are others
  if (!made) new (static_cast<void*>(memory)) scheduler;
  made = true;
  return *reinterpret_cast<scheduler*>(memory);
}

scheduler::scheduler()
    : threads_(static_cast<logical_thread*>(machine::pages(max_threads * sizeof(logical_thread)))),
      stacks_(static_cast<std::uintptr_t (*)[flight_record::depth]>(
          machine::pages(max_threads * sizeof(*stacks_)))),
      flight_(*static_cast<flight_record*>(machine::pages(sizeof(flight_record)))),
      outcome_(flight_.so_far) {}

// ---- who is ready

bool scheduler::possible(const logical_thread& t) {
  const operation& next = pending_[t.id];
  switch (traits_of(next.kind).possible_when) {
    case precondition::none:
      return true;
    case precondition::unowned:
      return t.record->owner == no_thread;
    case precondition::unowned_and_unread:
      return t.record->owner == no_thread && t.record->readers == 0;
    case precondition::positive_value:
      return *static_cast<const std::uint32_t*>(next.object) != 0;
    case precondition::thread_ended:
      return static_cast<const logical_thread*>(next.object)->now == logical_thread::state::ended;
  }
  __builtin_unreachable();
}

void scheduler::set_ready(logical_thread& t) {
  t.now = logical_thread::state::ready;
  ready_.add(t.id);
}

void scheduler::set_blocked(logical_thread& t) {
  t.now = logical_thread::state::blocked;
  t.blocked_since = outcome_.steps;
  ready_.remove(t.id);
}

void scheduler::look_again(logical_thread& t) {
  const bool ready = possible(t);
  if (ready == (t.now == logical_thread::state::ready)) return;
  ready ? set_ready(t) : set_blocked(t);
}

void scheduler::changed(const void* object) {
  for (std::uint32_t i = 0; i < count_; ++i) {
    logical_thread& t = threads_[i];
    if (t.now == logical_thread::state::ended || pending_[i].object != object ||
        !waits_until_possible(pending_[i].kind))
      continue;
    if (!t.timed_out || t.then_lock != nullptr) look_again(t);
  }
}

/// A wait is over: by a wake, a time-out, or for no reason.
void scheduler::leave_wait(logical_thread& t) {
  t.timed = false;
  if (t.then_lock == nullptr) return set_ready(t);
  set_pending(t, op::mutex_lock, t.then_lock);
  look_again(t);
}

// ---- points

void scheduler::set_pending(logical_thread& t, op kind, const void* object) {
  pending_[t.id] = {kind, object};
  t.record = object == nullptr ? nullptr : &objects_[object];
}

void scheduler::stand_before(op kind, const void* object, void* caller, std::int64_t deadline) {
  logical_thread& me = *running_;
  set_pending(me, kind, object);
  me.caller = caller;
  me.timed = deadline != never;
  me.timed_out = false;
  me.deadline = deadline;
  if (flight_.wants_stacks != 0) remember_stack(me, caller);
}

/// On the stack of the running thread, of whom `t` is one that it creates, or itself. The unwinder's own use
/// of the C library is none of the schedule's.
void scheduler::remember_stack(logical_thread& t, const void* caller) {
  gauntlet_engine_controls = false;
  take_call_stack(caller, stacks_[t.id], flight_record::depth);
  gauntlet_engine_controls = true;
}

void scheduler::point(op kind, const void* object, void* caller) {
  if (running_->silent > 0) return;
  stand_before(kind, object, caller, never);
  running_->yielded = traits_of(kind).yields;
  somebody_yielded_ = somebody_yielded_ || running_->yielded;
  go_on();
}

bool scheduler::until_possible(op kind, const void* object, void* caller, std::int64_t deadline) {
  logical_thread& me = *running_;
  stand_before(kind, object, caller, deadline);
  me.then_lock = nullptr;
  const bool at_once = possible(me);
  if (at_once && me.silent > 0) {
    pending_[me.id] = {};
    return true;
  }
  if (!at_once) set_blocked(me);
  go_on();
  me.timed = false;
  return !me.timed_out;
}

bool scheduler::until_woken(op kind, const void* object, void* caller, std::int64_t deadline,
                            const void* then_lock) {
  logical_thread& me = *running_;
  stand_before(kind, object, caller, deadline);
  me.then_lock = then_lock;
  set_blocked(me);
  if (kind == op::condition_wait && wakes_spuriously()) {
    leave_wait(me);
  } else if (faults_.spurious_wakeups > 0 && draw(4) == 1) {
    --faults_.spurious_wakeups;
    add_spurious_wakeup();
    leave_wait(me);
  }
  go_on();
  return !me.timed_out;
}

std::uint32_t scheduler::wake(op kind, const void* object, std::uint32_t count) {
  thread_id waiting[max_threads];
  std::uint32_t n = 0, woken = 0;
  for (std::uint32_t i = 0; i < count_; ++i)
    if (threads_[i].now == logical_thread::state::blocked && pending_[i].kind == kind &&
        pending_[i].object == object)
      waiting[n++] = i;
  for (; woken < count && n > 0; ++woken) {
    const auto which = count - woken < n ? draw(n) : 0;
    leave_wait(threads_[waiting[which]]);
    for (auto i = which; i + 1 < n; ++i) waiting[i] = waiting[i + 1];
    --n;
  }
  return woken;
}

bool scheduler::fails_spuriously() {
  if (faults_.spurious_failures == 0 || draw(4) != 1) return false;
  --faults_.spurious_failures;
  return true;
}

bool scheduler::allocation_fails() {
  if (faults_.failing_allocations == 0 || draw(8) != 1) return false;
  --faults_.failing_allocations;
  return true;
}

std::int64_t scheduler::read_clock(void* caller) {
  if (++clock_reads_ > patience_with_clocks) point(op::clock, nullptr, caller);
  return now_;
}

void scheduler::go_on() {
  logical_thread& me = *running_;
  logical_thread* next = pick();
  if (next != &me) {
    running_ = next;
    machine::switch_context(&me.at, &next->at);
  }
  pending_[me.id] = {};  // it is being executed
}

// ---- choosing

/// Who executes the next step; null: every thread has ended.
logical_thread* scheduler::pick() {
  while (ready_.empty()) {
    if (alive_ == 0) return nullptr;
    if (!fire_timer()) abandon(ending::deadlock);
  }
  return &choose();
}

void scheduler::collect_candidates() {
  choice_.count = 0;
  ready_.for_each([this](thread_id id) {
    if (!threads_[id].yielded) candidates_[choice_.count++] = id;
  });
}

void scheduler::forget_yields() {
  if (!somebody_yielded_) return;
  for (std::uint32_t i = 0; i < count_; ++i) threads_[i].yielded = false;
  somebody_yielded_ = false;
}

logical_thread& scheduler::choose() {
  logical_thread& last = *running_;
  if (run_ >= limits_.run) {
    last.yielded = somebody_yielded_ = true;
    run_ = 0;
  }
  collect_candidates();
  const bool all_have_yielded = choice_.count == 0;
  const bool time_passes = polls_ >= patience_with_polls * alive_ ||  // who poll by turns never all have
                           (all_have_yielded && yields_ >= patience_with_yields * alive_);
  if (time_passes) pass_time();
  if (all_have_yielded) forget_yields();
  if (time_passes || all_have_yielded) collect_candidates();
  choice_.running = last.id;
  choice_.running_is_candidate = last.now == logical_thread::state::ready && !last.yielded;
  choice_.step = outcome_.steps;
  choice_.threads = count_;
  thread_id chosen = candidates_[0];
  if (choice_.count > 1) {
    chosen = strategy_->choose(choice_);
    // Several who spin by turns must not keep out the one that they wait for, whatever the strategy prefers.
    if (yields_ >= patience_with_yields || polls_ >= patience_with_polls) chosen = next_in_turn();
    decide(chosen);
  }
  execute(threads_[chosen], choice_.count > 1);
  return threads_[chosen];
}

/// The candidate after the one that ran: by a turn that goes round, nobody who can run is left out for ever.
thread_id scheduler::next_in_turn() const {
  for (std::uint32_t i = 0; i < choice_.count; ++i)
    if (candidates_[i] > choice_.running) return candidates_[i];
  return candidates_[0];
}

void scheduler::execute(logical_thread& t, bool chosen) {
  if (outcome_.steps == limits_.steps) abandon(ending::step_limit);
  ++outcome_.steps;
  const operation& next = pending_[t.id];
  const bool other = t.id != choice_.running;
  const bool preempted = other && choice_.running_is_candidate;
  run_ = other ? 1 : run_ + 1;
  outcome_.switches += other ? 1 : 0;
  outcome_.preemptions += preempted ? 1 : 0;
  if (t.yielded)
    t.yielded = false;
  else
    forget_yields();
  const operation_traits& traits = traits_of(next.kind);
  if (traits.yields) ++yields_, ++polls_;
  if (!traits.changes_nothing) yields_ = 0;
  if (!traits.changes_nothing && !traits.guards_a_poll) polls_ = 0;
  if (next.kind != op::clock) clock_reads_ = 0;
  const std::uint32_t object = next.object == nullptr ? 0 : t.record->ordinal + 1;
  outcome_.fingerprint = mixed(
      outcome_.fingerprint, t.id | static_cast<std::uint64_t>(next.kind) << 16 | std::uint64_t{object} << 24);
  if (outcome_.steps < flight_record::capacity)
    flight_.trace[outcome_.steps] = {
        static_cast<std::uint16_t>(t.id), next.kind, chosen, preempted, object, t.caller};
  if (flight_.wants_stacks != 0 && outcome_.steps < flight_record::stacks)
    for (std::uint32_t i = 0; i < flight_record::depth; ++i)
      flight_.stack[outcome_.steps][i] = stacks_[t.id][i];
  strategy_->executes(t.id, next, choice_);
}

/// All who are ready only spin, or poll. They may wait for others, or for time to pass.
void scheduler::pass_time() {
  yields_ = polls_ = 0;
  if (!fire_timer()) now_ += idle_tick_ns;
}

bool scheduler::fire_timer() {
  logical_thread* first = nullptr;
  for (std::uint32_t i = 0; i < count_; ++i) {
    logical_thread& t = threads_[i];
    if (t.now != logical_thread::state::blocked || !t.timed) continue;
    if (first == nullptr || t.deadline < first->deadline) first = &t;
  }
  if (first == nullptr) return false;
  if (first->deadline > now_) now_ = first->deadline;
  first->timed_out = true;
  if (waits_until_possible(pending_[first->id].kind)) {
    first->timed = false;
    set_ready(*first);
  } else {
    leave_wait(*first);
  }
  return true;
}

std::uint32_t scheduler::draw(std::uint32_t options) {
  const auto value = strategy_->draw(options);
  decide(value | flight_record::drawn);
  return value;
}

void scheduler::decide(std::uint32_t value) {
  if (flight_.decision_count == flight_record::capacity) abandon(ending::step_limit);
  flight_.decisions[flight_.decision_count++] = static_cast<std::uint16_t>(value);
}

// ---- threads

logical_thread* scheduler::thread_of(pthread_t handle) {
  for (std::uint32_t i = 0; i < count_; ++i)
    if (threads_[i].on->handle == handle && !threads_[i].joined) return &threads_[i];
  return nullptr;
}

logical_thread& scheduler::create(void* (*start)(void*), void* argument, void* caller) {
  logical_thread& t = threads_[count_];
  t.id = count_;
  t.detached = t.joined = t.timed = t.timed_out = t.yielded = false;
  t.silent = 0;
  t.then_lock = nullptr;
  t.start = start;
  t.argument = argument;
  t.caller = caller;
  t.name[0] = '\0';
  stacks_[t.id][0] = 0;
  if (flight_.wants_stacks != 0 && caller != nullptr) remember_stack(t, caller);
  t.on = &donors_.at(t.id, home_.thread_base);
  const auto base = t.on->parked.thread_base;
  renew_thread_locals(base);
  control_flag_of(base) = true;
  t.at.thread_base = base;
  machine::prepare(t.at, t.on->stack_top, enter);
  pending_[t.id] = {};
  truth::release(&t.begins);
  ++count_;
  ++alive_;
  set_ready(t);
  return t;
}

void scheduler::enter() {
  scheduler& s = the_scheduler();
  logical_thread& me = *s.running_;
  s.pending_[me.id] = {};
  truth::acquire(&me.begins);
  s.end_running_thread(run_until_exit(me.start, me.argument));
}

void scheduler::end_running_thread(void* result) {
  logical_thread& me = *running_;
  destroy_thread_locals();
  me.result = result;
  truth::release(&me.ends);
  me.now = logical_thread::state::ended;
  ready_.remove(me.id);
  --alive_;
  pending_[me.id] = {};
  changed(&me);
  logical_thread* next = pick();
  running_ = next;
  machine::context nowhere;
  machine::switch_context(&nowhere, next != nullptr ? &next->at : &home_);
  __builtin_unreachable();
}

// ---- a schedule

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

outcome scheduler::run(strategy& chooser, void (*body)(void*), void* argument, const schedule_limits& limits,
                       const schedule_faults& faults) {
  ++number_;
  strategy_ = &chooser;
  limits_ = limits;
  flight_.plain_accesses = limits.plain_accesses && can_make_points_of_plain_accesses();
  make_points_of_plain_accesses(limits.plain_accesses);
  faults_ = flight_.faults = faults;
  gauntlet_engine_fails_allocations = faults.failing_allocations > 0;
  objects_.clear();
  ready_.clear();
  count_ = alive_ = run_ = clock_reads_ = yields_ = polls_ = flight_.decision_count = flight_.waiting_count =
      0;
  somebody_yielded_ = false;
  now_ = start_of_time_ns;
  outcome_ = {};
  const char* name = chooser.name();
  for (std::uint32_t i = 0; i + 1 < sizeof flight_.strategy && (flight_.strategy[i] = name[i]) != '\0'; ++i) {
  }
  choice_.candidates = candidates_;
  choice_.pending = pending_;
  home_.thread_base = machine::thread_base();
  body_call call{body, argument};
  running_ = &create(call_body, &call, nullptr);
  running_ = pick();
  machine::switch_context(&home_, &threads_[0].at);
  outcome_.threads = count_;
  clean_up();
  return outcome_;
}

/// Before anything is given back.
void scheduler::note_who_waits() {
  for (std::uint32_t i = 0; i < count_; ++i) {
    const logical_thread& t = threads_[i];
    if (t.now == logical_thread::state::ended) continue;
    waiting_thread& out = flight_.waiting[flight_.waiting_count];
    const operation& before = pending_[i];
    out.id = i;
    out.before = before;
    out.since_step = t.blocked_since;
    out.caller = t.caller;
    out.object = before.object == nullptr ? 0 : t.record->ordinal + 1;
    out.held_by = before.object == nullptr ? no_thread : t.record->owner;
    if (before.kind == op::join && before.object != nullptr)
      out.held_by = static_cast<const logical_thread*>(before.object)->id;
    for (std::uint32_t f = 0; f < flight_record::depth; ++f)
      flight_.waiting_stack[flight_.waiting_count][f] = flight_.wants_stacks != 0 ? stacks_[i][f] : 0;
    ++flight_.waiting_count;
  }
}

void scheduler::abandon(ending how) {
  outcome_.how = how;
  note_who_waits();
  machine::context nowhere;
  machine::switch_context(&nowhere, &home_);
  __builtin_unreachable();
}

/// Orders everything before whatever comes next. Threads that did not end stay where they are, for ever; what
/// they hold is given back in their name, so that the next schedule may use the same memory.
void scheduler::clean_up() {
  if (alive_ > 0) {
    objects_.for_each([this](const object_record& record) {
      if (record.owner == no_thread || !record.is_mutex) return;
      machine::set_thread_base(threads_[record.owner].at.thread_base);
      truth::unlocks(record.address, 0);
    });
  }
  for (std::uint32_t i = 0; i < count_; ++i) {
    logical_thread& t = threads_[i];
    if (t.now != logical_thread::state::ended) {
      machine::set_thread_base(t.at.thread_base);
      truth::release(&t.ends);
      donors_.retire(i);
    }
  }
  machine::set_thread_base(home_.thread_base);
  for (std::uint32_t i = 0; i < count_; ++i) truth::acquire(&threads_[i].ends);
}

}  // namespace gauntlet::schedule
