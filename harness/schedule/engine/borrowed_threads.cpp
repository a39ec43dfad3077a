#include "harness/schedule/engine/borrowed_threads.hpp"

#include <cxxabi.h>

#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/thread_end.hpp"
#include "harness/schedule/engine/thread_locals.hpp"

// AddressSanitizer: the frames of an abandoned thread have left red zones on its stack.
extern "C" void __asan_unpoison_memory_region(const volatile void* address, std::size_t size)
    __attribute__((weak));

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

void borrowed_threads::recycle(const logical_thread& t) {
  forget_values_of_keys();
  // The exceptions that were being handled: __cxa_eh_globals, Itanium C++ ABI, Exception Handling, 2.2.2.
  struct exception_globals {
    void* caught;
    unsigned uncaught;
  };
  *reinterpret_cast<exception_globals*>(abi::__cxa_get_globals()) = {};
  if (&__asan_unpoison_memory_region != nullptr)
    __asan_unpoison_memory_region(t.on->stack_bottom,
                                  static_cast<std::size_t>(static_cast<char*>(t.on->stack_top) -
                                                           static_cast<char*>(t.on->stack_bottom)));
}

void borrowed_threads::act_as(const logical_thread& t) { machine::set_thread_base(t.at.thread_base); }
void borrowed_threads::act_as_home() { machine::set_thread_base(home_.thread_base); }

// In glibc a handle is the thread base of its thread. `prepare` sets the flag, and nothing clears it.
bool is_carrier(pthread_t handle) { return control_flag_of(static_cast<std::uintptr_t>(handle)); }

}  // namespace gauntlet::schedule
