#include "harness/schedule/engine/borrowed_threads.hpp"

#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/thread_locals.hpp"

namespace gauntlet::schedule {
namespace {

/// Returns the control flag of another thread. The flag is in static thread-local storage (initial-exec), so
/// its offset from the thread base is the same in every thread.
bool& control_flag_of(std::uintptr_t thread_base) {
  const auto offset = reinterpret_cast<std::uintptr_t>(&gauntlet_engine_controls) - machine::thread_base();
  return *reinterpret_cast<bool*>(thread_base + offset);
}

}  // namespace

void borrowed_threads::begin() { home_.thread_base = machine::thread_base(); }

void borrowed_threads::prepare(logical_thread& t, void (*entry)()) {
  t.on = &carriers_.at(t.id, home_.thread_base);
  const auto base = t.on->parked.thread_base;
  renew_thread_locals(base);
  control_flag_of(base) = true;
  t.at.thread_base = base;
  machine::prepare(t.at, t.on->stack_top, entry);
}

void borrowed_threads::start(const logical_thread& first) { machine::switch_context(&home_, &first.at); }

void borrowed_threads::leave_for(const logical_thread* next) {
  machine::context nowhere;  // no thread switches back: the stack's content is dead
  machine::switch_context(&nowhere, next != nullptr ? &next->at : &home_);
  __builtin_unreachable();
}

void borrowed_threads::act_as(const logical_thread& t) { machine::set_thread_base(t.at.thread_base); }
void borrowed_threads::act_as_home() { machine::set_thread_base(home_.thread_base); }

// In glibc a handle is the thread base of its thread. `prepare` sets the flag, and nothing clears it.
bool is_carrier(pthread_t handle) { return control_flag_of(static_cast<std::uintptr_t>(handle)); }

}  // namespace gauntlet::schedule
