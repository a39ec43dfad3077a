// POSIX semaphores and barriers. The value of a semaphore stays in its own memory, so that it is the same
// under control and outside. In glibc on x86-64 it is the first word (nptl's struct new_sem; the waiters are
// in the second). The arrivals at a barrier are kept in the model; its size is read from its memory, the
// third word (nptl's struct pthread_barrier).

#include <cerrno>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, sem_wait, sem_t*)
GAUNTLET_REAL(int, sem_trywait, sem_t*)
GAUNTLET_REAL(int, sem_timedwait, sem_t*, const timespec*)
GAUNTLET_REAL(int, sem_clockwait, sem_t*, clockid_t, const timespec*)
GAUNTLET_REAL(int, sem_post, sem_t*)
GAUNTLET_REAL(int, pthread_barrier_wait, pthread_barrier_t*)

namespace gauntlet::schedule {
namespace {

std::uint32_t& value_of(sem_t* semaphore) { return *reinterpret_cast<std::uint32_t*>(semaphore); }
std::uint32_t size_of(pthread_barrier_t* barrier) { return reinterpret_cast<std::uint32_t*>(barrier)[2]; }

int fail(int error) {
  errno = error;
  return -1;
}

/// Requires: the value is not 0.
void take(sem_t* semaphore) {
  --value_of(semaphore);
  the_scheduler().changed(semaphore);
  happens_before::acquire(semaphore);
}

int acquire(sem_t* semaphore, std::int64_t deadline, void* caller) {
  const happens_before::frame in(caller);
  if (!the_scheduler().until_possible(op::semaphore_wait, semaphore, caller, deadline))
    return fail(ETIMEDOUT);
  take(semaphore);
  return 0;
}

int try_acquire(sem_t* semaphore, void* caller) {
  const happens_before::frame in(caller);
  the_scheduler().point(op::semaphore_try_wait, semaphore, caller,
                        [semaphore] { return effect{value_of(semaphore), value_of(semaphore) != 0}; });
  if (value_of(semaphore) == 0) return fail(EAGAIN);
  take(semaphore);
  return 0;
}

int post(sem_t* semaphore, void* caller) {
  const happens_before::frame in(caller);
  the_scheduler().point(op::semaphore_post, semaphore, caller);
  happens_before::release(semaphore);
  ++value_of(semaphore);
  the_scheduler().changed(semaphore);
  the_scheduler().after_release(caller);
  return 0;
}

/// All arrivals of a round release before any thread of the round acquires, so that everything before the
/// barrier happens before everything after it. One thread, here the last, returns
/// PTHREAD_BARRIER_SERIAL_THREAD (POSIX).
int arrive(pthread_barrier_t* barrier, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  s.point(op::barrier_wait, barrier, caller);
  object_record& record = s.record(barrier);
  happens_before::release(barrier);
  const bool last = ++record.depth == size_of(barrier);
  if (last) {
    record.depth = 0;
    s.wake(op::barrier_wait, barrier, max_threads);
  } else {
    s.until_woken(op::barrier_wait, barrier, caller);
  }
  happens_before::acquire(barrier);
  if (last) s.after_release(caller);
  return last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int sem_wait(sem_t* semaphore) {
  if (!controlled()) return real::sem_wait()(semaphore);
  return acquire(semaphore, scheduler::never, GAUNTLET_CALLER);
}
int sem_trywait(sem_t* semaphore) {
  if (!controlled()) return real::sem_trywait()(semaphore);
  return try_acquire(semaphore, GAUNTLET_CALLER);
}
int sem_timedwait(sem_t* semaphore, const timespec* when) {
  if (!controlled()) return real::sem_timedwait()(semaphore, when);
  return acquire(semaphore, deadline_at(when), GAUNTLET_CALLER);
}
int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* when) {
  if (!controlled()) return real::sem_clockwait()(semaphore, clock, when);
  return acquire(semaphore, deadline_at(when), GAUNTLET_CALLER);
}
int sem_post(sem_t* semaphore) {
  if (!controlled()) return real::sem_post()(semaphore);
  return post(semaphore, GAUNTLET_CALLER);
}
int pthread_barrier_wait(pthread_barrier_t* barrier) {
  if (!controlled()) return real::pthread_barrier_wait()(barrier);
  return arrive(barrier, GAUNTLET_CALLER);
}
}
