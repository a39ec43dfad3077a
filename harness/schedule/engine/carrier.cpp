#include "harness/schedule/engine/carrier.hpp"

#include <signal.h>

#include "harness/schedule/engine/real.hpp"

GAUNTLET_REAL(int, pthread_create, pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)
GAUNTLET_REAL(int, pthread_setname_np, pthread_t, const char*)

namespace gauntlet::schedule {
namespace {

// Bytes below the parked thread's frame that stay reserved for its own calls.
constexpr std::uintptr_t reserved_below_frame = 0x4000;

// Stacks are mapped at fixed addresses that are free in every flavour: far below the shared libraries, in a
// range that ThreadSanitizer's shadow mapping accepts as application memory. An unmapped gap between two
// stacks catches overflows. The gap is one page larger than a power of two: otherwise equal offsets in all
// stacks would map to the same cache sets.
constexpr std::uintptr_t first_stack = 0x7e90'0000'0000, stack_bytes = 8u << 20, gap = (1u << 20) + 4096;

// The borrowed part of a stack begins a multiple of this many bytes below the end of the stack. It therefore
// begins at the same address in every flavour, although the thread-local storage at the end of the stack has
// a different size under each sanitizer.
constexpr std::uintptr_t kept_granularity = 1u << 20;

// A signal to the process must not be handled on a stack that is borrowed.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  machine::system_call(14 /* SYS_rt_sigprocmask */, SIG_SETMASK, reinterpret_cast<long>(&all), 0, 8);
}

/// Names the thread, for example "logical 17", as the sanitizers' reports will call it. No snprintf: the
/// engine calls nothing that a sanitizer intercepts.
void set_name(pthread_t handle, thread_id id) {
  char name[] = "logical \0\0\0\0";
  char* end = name + 8;
  if (id >= 1000) *end++ = static_cast<char>('0' + id / 1000);
  if (id >= 100) *end++ = static_cast<char>('0' + id / 100 % 10);
  if (id >= 10) *end++ = static_cast<char>('0' + id / 10 % 10);
  *end = static_cast<char>('0' + id % 10);
  real::pthread_setname_np()(handle, name);
}

void* park(void* of) {
  auto& self = *static_cast<carrier*>(of);
  block_signals();
  self.parked.thread_base = machine::thread_base();
  const auto end = reinterpret_cast<std::uintptr_t>(self.stack_top);
  const auto used = end - reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) + reserved_below_frame;
  self.stack_top = reinterpret_cast<void*>(end - (used / kept_granularity + 1) * kept_granularity);
  // The release store publishes `parked` and `stack_top` to carriers::at.
  __atomic_store_n(&self.ready, 1, __ATOMIC_RELEASE);
  machine::futex_wake(&self.ready);
  const std::uint32_t never = 0;
  for (;;) machine::futex_wait(&never, 0);
}

}  // namespace

carrier& carriers::at(thread_id id, std::uintptr_t home) {
  if (by_id_[id] != nullptr) return *by_id_[id];
  if (retired_ >= max_abandoned_threads)
    machine::give_up(
        "this process has abandoned 4,000 threads, in schedules that ended in a deadlock or at the step "
        "limit; that is the maximum, so run the remaining schedules in a new process");
  auto& made = *static_cast<carrier*>(machine::pages(sizeof(carrier)));
  char* stack =
      static_cast<char*>(machine::pages_at(first_stack + made_++ * (stack_bytes + gap), stack_bytes));
  made.stack_bottom = stack;
  made.stack_top = stack + stack_bytes;
  // The sanitizers record the creator of a thread from its thread-local storage. The home thread is the
  // creator of every carrier, even if a logical thread runs now.
  const auto here = machine::thread_base();
  machine::set_thread_base(home);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, stack_bytes);
  const int error = real::pthread_create()(&made.handle, &attributes, park, &made);
  if (error != 0)
    machine::give_up(
        "this machine refuses to create another thread for the schedule (see ulimit -u, and the limit of the "
        "control group); use fewer threads");
  set_name(made.handle, id);
  machine::set_thread_base(here);
  while (__atomic_load_n(&made.ready, __ATOMIC_ACQUIRE) == 0) machine::futex_wait(&made.ready, 0);
  by_id_[id] = &made;
  return made;
}

void carriers::retire(thread_id id) {
  by_id_[id] = nullptr;
  ++retired_;
}

}  // namespace gauntlet::schedule
