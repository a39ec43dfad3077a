#include "harness/schedule/engine/donor.hpp"

#include <signal.h>

#include "harness/schedule/engine/real.hpp"

GAUNTLET_REAL(int, pthread_create, pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)
GAUNTLET_REAL(int, pthread_setname_np, pthread_t, const char*)

namespace gauntlet::schedule {
namespace {

// What the parked thread and the kernel may still need below its frame.
constexpr std::uintptr_t distance = 0x4000;

// A signal to the process must not be handled on a stack that is lent.
void block_signals() {
  sigset_t all;
  sigfillset(&all);
  machine::system_call(14 /* SYS_rt_sigprocmask */, SIG_SETMASK, reinterpret_cast<long>(&all), 0, 8);
}

/// What the sanitizers' reports call it: "logical 17".
void name_after(pthread_t handle, thread_id id) {
  char name[] = "logical \0\0\0";
  char* end = name + 8;
  if (id >= 100) *end++ = static_cast<char>('0' + id / 100);
  if (id >= 10) *end++ = static_cast<char>('0' + id / 10 % 10);
  *end = static_cast<char>('0' + id % 10);
  real::pthread_setname_np()(handle, name);
}

void* park(void* of) {
  auto& self = *static_cast<donor*>(of);
  block_signals();
  self.parked.thread_base = machine::thread_base();
  self.stack_top =
      reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) - distance);
  __atomic_store_n(&self.ready, 1, __ATOMIC_RELEASE);
  machine::futex_wake(&self.ready);
  const std::uint32_t never = 0;
  for (;;) machine::futex_wait(&never, 0);
}

}  // namespace

donor& donors::at(thread_id id, std::uintptr_t home) {
  if (by_id_[id] != nullptr) return *by_id_[id];
  auto& made = *static_cast<donor*>(machine::pages(sizeof(donor)));
  const auto here = machine::thread_base();
  machine::set_thread_base(home);
  const int error = real::pthread_create()(&made.handle, nullptr, park, &made);
  if (error != 0) machine::give_up("no thread can be had for the schedule; lower the number of threads");
  name_after(made.handle, id);
  machine::set_thread_base(here);
  while (__atomic_load_n(&made.ready, __ATOMIC_ACQUIRE) == 0) machine::futex_wait(&made.ready, 0);
  by_id_[id] = &made;
  return made;
}

void donors::retire(thread_id id) {
  by_id_[id] = nullptr;
  ++retired_;
}

}  // namespace gauntlet::schedule
