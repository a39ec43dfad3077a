// Read-write locks. Neither readers nor writers have precedence: the strategy chooses among the threads that
// can lock. A subject may rely on neither, because POSIX leaves the precedence to the implementation.

#include <cerrno>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, pthread_rwlock_rdlock, pthread_rwlock_t*)
GAUNTLET_REAL(int, pthread_rwlock_tryrdlock, pthread_rwlock_t*)
GAUNTLET_REAL(int, pthread_rwlock_timedrdlock, pthread_rwlock_t*, const timespec*)
GAUNTLET_REAL(int, pthread_rwlock_clockrdlock, pthread_rwlock_t*, clockid_t, const timespec*)
GAUNTLET_REAL(int, pthread_rwlock_wrlock, pthread_rwlock_t*)
GAUNTLET_REAL(int, pthread_rwlock_trywrlock, pthread_rwlock_t*)
GAUNTLET_REAL(int, pthread_rwlock_timedwrlock, pthread_rwlock_t*, const timespec*)
GAUNTLET_REAL(int, pthread_rwlock_clockwrlock, pthread_rwlock_t*, clockid_t, const timespec*)
GAUNTLET_REAL(int, pthread_rwlock_unlock, pthread_rwlock_t*)

namespace gauntlet::schedule {
namespace {

void take(pthread_rwlock_t* lock, bool reading, unsigned flags) {
  scheduler& s = the_scheduler();
  object_record& record = s.record(lock);
  if (reading) {
    ++record.readers;
    s.held_for_reading().add(record, s.running().id);
  } else {
    record.owner = s.running().id;
    record.depth = 1;
  }
  record.is_mutex = true;
  s.changed(lock);
  happens_before::locked(lock, flags | (reading ? happens_before::for_reading : 0));
}

/// EDEADLK: POSIX allows it for a thread that holds the write lock, and glibc returns it. A reader that
/// requests the write lock deadlocks, as in glibc.
int acquire(pthread_rwlock_t* lock, bool reading, std::int64_t deadline, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  if (s.record(lock).owner == s.running().id) return EDEADLK;
  if (!s.until_possible(reading ? op::read_lock : op::write_lock, lock, caller, deadline)) return ETIMEDOUT;
  take(lock, reading, 0);
  return 0;
}

int try_acquire(pthread_rwlock_t* lock, bool reading, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  const object_record& record = s.record(lock);
  const auto effect_now = [&record, reading] {
    const bool possible = record.owner == no_thread && (reading || record.readers == 0);
    return effect{std::uint64_t{record.owner} << 32 | record.readers, possible};
  };
  s.point(reading ? op::try_read_lock : op::try_write_lock, lock, caller, effect_now);
  // std::shared_mutex::try_lock may fail spuriously ([thread.sharedmutex.requirements]).
  if (!effect_now().changes || s.fails_spuriously()) return EBUSY;
  take(lock, reading, happens_before::try_lock_flag);
  return 0;
}

int release(pthread_rwlock_t* lock, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  s.point(op::rwlock_unlock, lock, caller);
  object_record& record = s.record(lock);
  const bool writing = record.owner != no_thread;
  happens_before::unlocks(lock, writing ? 0 : happens_before::for_reading);
  if (writing) {
    record.owner = no_thread;
  } else if (record.readers > 0) {
    --record.readers;
    s.held_for_reading().remove(record, s.running().id);
  }
  s.changed(lock);
  s.after_release(caller);
  return 0;
}

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
  if (!controlled()) return real::pthread_rwlock_rdlock()(lock);
  return acquire(lock, true, scheduler::never, GAUNTLET_CALLER);
}
int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) {
  if (!controlled()) return real::pthread_rwlock_tryrdlock()(lock);
  return try_acquire(lock, true, GAUNTLET_CALLER);
}
int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock, const timespec* when) {
  if (!controlled()) return real::pthread_rwlock_timedrdlock()(lock, when);
  return acquire(lock, true, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* when) {
  if (!controlled()) return real::pthread_rwlock_clockrdlock()(lock, clock, when);
  return acquire(lock, true, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_rwlock_wrlock(pthread_rwlock_t* lock) {
  if (!controlled()) return real::pthread_rwlock_wrlock()(lock);
  return acquire(lock, false, scheduler::never, GAUNTLET_CALLER);
}
int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) {
  if (!controlled()) return real::pthread_rwlock_trywrlock()(lock);
  return try_acquire(lock, false, GAUNTLET_CALLER);
}
int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock, const timespec* when) {
  if (!controlled()) return real::pthread_rwlock_timedwrlock()(lock, when);
  return acquire(lock, false, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock, const timespec* when) {
  if (!controlled()) return real::pthread_rwlock_clockwrlock()(lock, clock, when);
  return acquire(lock, false, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_rwlock_unlock(pthread_rwlock_t* lock) {
  if (!controlled()) return real::pthread_rwlock_unlock()(lock);
  return release(lock, GAUNTLET_CALLER);
}
}
