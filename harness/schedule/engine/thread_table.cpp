#include "harness/schedule/engine/thread_table.hpp"

namespace gauntlet::schedule {

using state = logical_thread::state;

namespace {
constexpr std::uint32_t ids_without_reuse = 256;
}  // namespace

thread_table::thread_table()
    : threads_(static_cast<logical_thread*>(machine::pages(max_threads * sizeof(logical_thread)))) {}

void thread_table::clear() {
  size_ = alive_ = created_ = timers_ = 0;
  ready_.clear();
}

/// Returns an id for a new thread; no_thread if all are in use.
thread_id thread_table::free_id() {
  if (size_ < ids_without_reuse) return size_++;
  for (thread_id id = 0; id < size_; ++id) {
    const logical_thread& t = threads_[id];
    if (t.now == state::ended && (t.joined || t.detached)) return id;
  }
  return size_ < max_threads ? size_++ : no_thread;
}

logical_thread* thread_table::add(void* (*start)(void*), void* argument, void* caller) {
  const thread_id id = free_id();
  if (id == no_thread) return nullptr;
  logical_thread& t = threads_[id];
  t.id = id;
  ++created_;
  t.detached = t.joined = t.timed = t.timed_out = t.outside = false;
  t.silent = t.since_step = 0;
  t.mutex_to_reacquire = nullptr;
  t.start = start;
  t.argument = argument;
  t.caller = caller;
  t.name[0] = '\0';
  pending_[t.id] = {};
  ++alive_;
  set_ready(t);
  return &t;
}

void thread_table::end(logical_thread& t, std::uint32_t step) {
  t.now = state::ended;
  ready_.remove(t.id);
  --alive_;
  pending_[t.id] = {};
  changed(&t, step);
}

logical_thread* thread_table::find(pthread_t handle) {
  for (std::uint32_t i = 0; i < size_; ++i)
    if (threads_[i].on->handle == handle && !threads_[i].joined) return &threads_[i];
  return nullptr;
}

bool thread_table::possible(const logical_thread& t) const {
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
      return static_cast<const logical_thread*>(next.object)->now == state::ended;
  }
  __builtin_unreachable();
}

/// The deadline of the thread no longer counts.
void thread_table::stop_timer(logical_thread& t) {
  if (t.timed && t.now == state::blocked) --timers_;
  t.timed = false;
}

void thread_table::set_ready(logical_thread& t) {
  if (t.timed && t.now == state::blocked) --timers_;
  t.now = state::ready;
  ready_.add(t.id);
}

void thread_table::block(logical_thread& t, std::uint32_t step) {
  if (t.timed && t.now != state::blocked) ++timers_;
  t.now = state::blocked;
  t.since_step = step;
  ready_.remove(t.id);
}

void thread_table::recheck(logical_thread& t, std::uint32_t step) {
  const bool ready = possible(t);
  if (ready == (t.now == state::ready)) return;
  ready ? set_ready(t) : block(t, step);
}

void thread_table::changed(const void* object, std::uint32_t step) {
  for (std::uint32_t i = 0; i < size_; ++i) {  // a thread that has ended has no pending operation
    if (pending_[i].object != object || !waits_until_possible(i)) continue;
    logical_thread& t = threads_[i];
    // A timed operation that has timed out stays ready, to return its time-out. A wait on a condition that
    // has timed out must still lock its mutex.
    const bool returns_timeout = t.timed_out && t.mutex_to_reacquire == nullptr;
    if (!returns_timeout) recheck(t, step);
  }
}

void thread_table::leave_wait(logical_thread& t, std::uint32_t step) {
  stop_timer(t);
  if (t.mutex_to_reacquire == nullptr) return set_ready(t);
  set_pending(t, op::mutex_lock, t.mutex_to_reacquire->address, t.mutex_to_reacquire);
  recheck(t, step);
}

std::uint32_t thread_table::find_waiting(op kind, const void* object, thread_id (&out)[max_threads]) const {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < size_; ++i)
    if (threads_[i].now == state::blocked && pending_[i].kind == kind && pending_[i].object == object)
      out[count++] = i;
  return count;
}

std::uint32_t thread_table::count_waiting(op kind, const void* object) const {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < size_; ++i)
    count += threads_[i].now == state::blocked && pending_[i].kind == kind && pending_[i].object == object;
  return count;
}

logical_thread* thread_table::earliest_timer() {
  logical_thread* first = nullptr;
  for (std::uint32_t i = 0; i < size_; ++i) {
    logical_thread& t = threads_[i];
    if (t.now != state::blocked || !t.timed) continue;
    if (first == nullptr || t.deadline < first->deadline) first = &t;
  }
  return first;
}

void thread_table::time_out(logical_thread& t, std::uint32_t step) {
  t.timed_out = true;
  if (!waits_until_possible(t.id)) return leave_wait(t, step);
  stop_timer(t);
  set_ready(t);
}

bool thread_table::all_are_quiescent_but(thread_id one) const {
  for (thread_id id = 0; id < size_; ++id) {
    const logical_thread& t = threads_[id];
    const bool waits = t.now == state::blocked && !t.timed;
    if (id != one && t.now != state::ended && !t.outside && !waits) return false;
  }
  return true;
}

waiting_thread thread_table::describe(const logical_thread& t) const {
  const operation& before = pending_[t.id];
  waiting_thread out;
  out.id = t.id;
  out.before = before;
  out.object = object_number(t);
  out.since_step = t.since_step;
  out.blocked = t.now == state::blocked;
  out.caller = t.caller;
  if (before.object == nullptr || t.record == nullptr) return out;
  const bool joins = traits_of(before.kind).possible_when == precondition::thread_ended;
  out.held_by = joins ? static_cast<const logical_thread*>(before.object)->id : t.record->owner;
  return out;
}

}  // namespace gauntlet::schedule
