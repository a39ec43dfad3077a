// Condition variables. The strategy draws which waiting thread a signal wakes. A wait may end spuriously, as
// POSIX allows, if the faults of the plan or of the schedule ask for it.

#include <cerrno>

#include <sched.h>

#include "harness/schedule/interpose/interpose.hpp"
#include "harness/schedule/wakeups.hpp"

GAUNTLET_REAL(int, pthread_cond_wait, pthread_cond_t*, pthread_mutex_t*)
GAUNTLET_REAL(int, pthread_cond_timedwait, pthread_cond_t*, pthread_mutex_t*, const timespec*)
GAUNTLET_REAL(int, pthread_cond_clockwait, pthread_cond_t*, pthread_mutex_t*, clockid_t, const timespec*)
GAUNTLET_REAL(int, pthread_cond_signal, pthread_cond_t*)
GAUNTLET_REAL(int, pthread_cond_broadcast, pthread_cond_t*)
GAUNTLET_REAL(int, pthread_mutex_lock, pthread_mutex_t*)
GAUNTLET_REAL(int, pthread_mutex_unlock, pthread_mutex_t*)

namespace gauntlet::schedule {

/// Between the release of the mutex and until_woken no other thread under control runs. The two are therefore
/// atomic, as POSIX demands: no wake-up is lost.
int wait(pthread_cond_t* condition, pthread_mutex_t* mutex, std::int64_t deadline, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  s.point(op::condition_wait, condition, caller);
  const held_mutex held = release_mutex(mutex);
  const bool woken = s.until_woken(op::condition_wait, condition, caller, deadline, mutex);
  reacquire(held);
  return woken ? 0 : ETIMEDOUT;
}

namespace {

/// A wait, not under control, that ends spuriously: it releases the mutex, so that another thread can lock
/// it, and locks it again.
int wake_spuriously(pthread_mutex_t* mutex) {
  real::pthread_mutex_unlock()(mutex);
  sched_yield();
  return real::pthread_mutex_lock()(mutex);
}

}  // namespace

int notify(op kind, pthread_cond_t* condition, std::uint32_t count, void* caller) {
  scheduler& s = the_scheduler();
  s.point(kind, condition, caller, [&s, condition] {
    const auto waiting = s.waiting(op::condition_wait, condition);
    return effect{waiting, waiting > 0};
  });
  s.wake(op::condition_wait, condition, count);
  s.after_release(caller);
  return 0;
}

}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  if (!controlled())
    return wakes_spuriously() ? wake_spuriously(mutex) : real::pthread_cond_wait()(condition, mutex);
  return wait(condition, mutex, scheduler::never, GAUNTLET_CALLER);
}
int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex, const timespec* when) {
  if (!controlled())
    return wakes_spuriously() ? wake_spuriously(mutex)
                              : real::pthread_cond_timedwait()(condition, mutex, when);
  return wait(condition, mutex, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* when) {
  if (!controlled())
    return wakes_spuriously() ? wake_spuriously(mutex)
                              : real::pthread_cond_clockwait()(condition, mutex, clock, when);
  return wait(condition, mutex, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_cond_signal(pthread_cond_t* condition) {
  if (!controlled()) return real::pthread_cond_signal()(condition);
  return notify(op::condition_signal, condition, 1, GAUNTLET_CALLER);
}
int pthread_cond_broadcast(pthread_cond_t* condition) {
  if (!controlled()) return real::pthread_cond_broadcast()(condition);
  return notify(op::condition_broadcast, condition, max_threads, GAUNTLET_CALLER);
}
}
