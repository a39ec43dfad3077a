#pragma once

#include <time.h>

#include <cstdint>

#include "harness/schedule/engine/happens_before.hpp"
#include "harness/schedule/engine/real.hpp"
#include "harness/schedule/engine/scheduler.hpp"

/// Shared by the files of this folder. Each file defines functions of the C library in the executable, so
/// that the dynamic linker binds every call in the process to them. On a thread under control an interposed
/// function acts on the model of the scheduler; on any other thread it calls the real function
/// (engine/real.hpp).

/// The address in the subject from which the interposed function was called. Valid only in the interposed
/// function itself.
#define GAUNTLET_CALLER __builtin_return_address(0)

namespace gauntlet::schedule {

/// `never` if the time is not representable in 64 bits (about 292 years).
inline std::int64_t nanoseconds(const timespec& t) {
  constexpr std::int64_t per_second = 1'000'000'000;
  if (t.tv_sec >= scheduler::never / per_second) return scheduler::never;
  return std::int64_t{t.tv_sec} * per_second + t.tv_nsec;
}

/// Converts an absolute deadline (null: never) to virtual time. The clock does not matter: under control all
/// clocks show the same time.
inline std::int64_t deadline_at(const timespec* when) {
  return when == nullptr ? scheduler::never : nanoseconds(*when);
}
/// Converts a relative time-out (null: never) to a deadline in virtual time.
inline std::int64_t deadline_after(const timespec* duration) {
  return duration == nullptr ? scheduler::never : the_scheduler().deadline_after(nanoseconds(*duration));
}

/// A mutex that the running thread releases for the time of a wait, with the number of its locks: more than 1
/// only for a recursive mutex.
struct held_mutex {
  pthread_mutex_t* mutex;
  std::uint32_t depth;
};
/// Releases all locks of the running thread on the mutex. Requires: the running thread holds it.
[[nodiscard]] held_mutex release_mutex(pthread_mutex_t* mutex);
/// Takes all locks again. Requires: no thread owns the mutex. scheduler::until_woken guarantees that when it
/// is given the mutex.
void reacquire(const held_mutex& held);

// Operations under control that the functions of POSIX and of C11 share. They return 0 or an errno value. A
// deadline may be scheduler::never.
int join(pthread_t thread, void** result, std::int64_t deadline, void* caller);
int lock(pthread_mutex_t* mutex, std::int64_t deadline, void* caller);
int try_lock(pthread_mutex_t* mutex, void* caller);
int unlock(pthread_mutex_t* mutex, void* caller);
int wait(pthread_cond_t* condition, pthread_mutex_t* mutex, std::int64_t deadline, void* caller);
/// Wakes up to `count` waiting threads. `kind`: op::condition_signal or op::condition_broadcast.
int notify(op kind, pthread_cond_t* condition, std::uint32_t count, void* caller);

}  // namespace gauntlet::schedule
