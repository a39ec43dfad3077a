// Mutexes of every type, and spin locks. To the model a spin lock is a mutex: under control a thread blocks
// instead of spinning. Robust and priority-inheriting mutexes are treated as plain ones.

#include <cerrno>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, pthread_mutex_lock, pthread_mutex_t*)
GAUNTLET_REAL(int, pthread_mutex_trylock, pthread_mutex_t*)
GAUNTLET_REAL(int, pthread_mutex_timedlock, pthread_mutex_t*, const timespec*)
GAUNTLET_REAL(int, pthread_mutex_clocklock, pthread_mutex_t*, clockid_t, const timespec*)
GAUNTLET_REAL(int, pthread_mutex_unlock, pthread_mutex_t*)
GAUNTLET_REAL(int, pthread_spin_lock, pthread_spinlock_t*)
GAUNTLET_REAL(int, pthread_spin_trylock, pthread_spinlock_t*)
GAUNTLET_REAL(int, pthread_spin_unlock, pthread_spinlock_t*)

namespace gauntlet::schedule {
namespace {

enum class mutex_type : std::uint8_t { normal, recursive, error_checking };

/// glibc keeps the type in the low two bits of __kind (PTHREAD_MUTEX_KIND_MASK_NP in nptl/pthreadP.h), which
/// pthread_mutex_init and the static initialisers set. An adaptive mutex (3) behaves like a normal one.
mutex_type type_of(const pthread_mutex_t* mutex) {
  switch (mutex->__data.__kind & 3) {
    case PTHREAD_MUTEX_RECURSIVE_NP:
      return mutex_type::recursive;
    case PTHREAD_MUTEX_ERRORCHECK_NP:
      return mutex_type::error_checking;
    default:
      return mutex_type::normal;
  }
}

/// Makes the running thread the owner, in the model and for ThreadSanitizer. Requires: no thread owns the
/// mutex. `changed` blocks again the threads that could have locked it.
void take(const void* mutex, object_record& record, unsigned flags) {
  scheduler& s = the_scheduler();
  record.owner = s.running().id;
  record.depth = 1;
  record.is_mutex = true;
  s.changed(mutex);
  happens_before::locked(mutex, flags);
}

/// Locks a mutex that the running thread owns. Returns the result of the lock function, or -1 if the running
/// thread does not own the mutex or must block (POSIX, pthread_mutex_lock: a normal mutex then deadlocks).
int lock_owned(pthread_mutex_t* mutex, object_record& record, bool trying) {
  if (record.owner != the_scheduler().running().id) return -1;
  if (type_of(mutex) == mutex_type::recursive) {
    ++record.depth;
    happens_before::locked(mutex, happens_before::recursive);
    return 0;
  }
  if (trying) return EBUSY;
  return type_of(mutex) == mutex_type::error_checking ? EDEADLK : -1;
}

unsigned flags_of(const pthread_mutex_t* mutex) {
  return type_of(mutex) == mutex_type::recursive ? happens_before::recursive : 0;
}

}  // namespace

int lock(pthread_mutex_t* mutex, std::int64_t deadline, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  object_record& record = s.record(mutex);
  if (const int result = lock_owned(mutex, record, false); result >= 0) return result;
  if (!s.until_possible(op::mutex_lock, mutex, caller, deadline)) return ETIMEDOUT;
  take(mutex, record, flags_of(mutex));
  return 0;
}

/// A try-lock of a mutex that is owned changes nothing.
effect effect_of_try_lock(const object_record& record) { return {record.owner, record.owner == no_thread}; }

int try_lock(pthread_mutex_t* mutex, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  object_record& record = s.record(mutex);
  s.point(op::mutex_try_lock, mutex, caller, [&record] { return effect_of_try_lock(record); });
  if (const int result = lock_owned(mutex, record, true); result >= 0) return result;
  // std::mutex::try_lock may fail spuriously ([thread.mutex.requirements.mutex]).
  if (record.owner != no_thread || s.fails_spuriously()) return EBUSY;
  take(mutex, record, flags_of(mutex) | happens_before::try_lock_flag);
  return 0;
}

int unlock(pthread_mutex_t* mutex, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  s.point(op::mutex_unlock, mutex, caller);
  object_record& record = s.record(mutex);
  if (record.owner != s.running().id && type_of(mutex) != mutex_type::normal) return EPERM;
  // For a normal mutex POSIX leaves an unlock by a thread that is not the owner undefined. ThreadSanitizer
  // reports it here.
  happens_before::unlocks(mutex, 0);
  if (record.depth > 1) {
    --record.depth;
    return 0;
  }
  record.owner = no_thread;
  s.changed(mutex);
  s.after_release(caller);
  return 0;
}

namespace {

/// The address of a spin lock without its volatile: pthread_spinlock_t is a volatile int.
const void* address(pthread_spinlock_t* lock) { return const_cast<const int*>(lock); }

int spin_lock(pthread_spinlock_t* lock, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  s.until_possible(op::mutex_lock, address(lock), caller);
  take(address(lock), s.record(address(lock)), 0);
  return 0;
}

int spin_try_lock(pthread_spinlock_t* lock, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  object_record& record = s.record(address(lock));
  s.point(op::mutex_try_lock, address(lock), caller, [&record] { return effect_of_try_lock(record); });
  if (record.owner != no_thread) return EBUSY;
  take(address(lock), record, happens_before::try_lock_flag);
  return 0;
}

int spin_unlock(pthread_spinlock_t* lock, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  s.point(op::mutex_unlock, address(lock), caller);
  happens_before::unlocks(address(lock), 0);
  s.record(address(lock)).owner = no_thread;
  s.changed(address(lock));
  s.after_release(caller);
  return 0;
}

}  // namespace

held_mutex release_mutex(pthread_mutex_t* mutex) {
  scheduler& s = the_scheduler();
  object_record& record = s.record(mutex);
  const held_mutex held{mutex, record.depth};
  for (std::uint32_t i = 0; i < held.depth; ++i) happens_before::unlocks(mutex, 0);
  record.owner = no_thread;
  s.changed(mutex);
  return held;
}

void reacquire(const held_mutex& held) {
  object_record& record = the_scheduler().record(held.mutex);
  take(held.mutex, record, flags_of(held.mutex));
  for (; record.depth < held.depth; ++record.depth)
    happens_before::locked(held.mutex, happens_before::recursive);
}

}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using gauntlet::schedule::controlled;

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) {
  if (!controlled()) return real::pthread_mutex_lock()(mutex);
  return gauntlet::schedule::lock(mutex, gauntlet::schedule::scheduler::never, GAUNTLET_CALLER);
}
int pthread_mutex_trylock(pthread_mutex_t* mutex) {
  if (!controlled()) return real::pthread_mutex_trylock()(mutex);
  return gauntlet::schedule::try_lock(mutex, GAUNTLET_CALLER);
}
int pthread_mutex_timedlock(pthread_mutex_t* mutex, const timespec* when) {
  if (!controlled()) return real::pthread_mutex_timedlock()(mutex, when);
  return gauntlet::schedule::lock(mutex, gauntlet::schedule::deadline_at(when), GAUNTLET_CALLER);
}
int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock, const timespec* when) {
  if (!controlled()) return real::pthread_mutex_clocklock()(mutex, clock, when);
  return gauntlet::schedule::lock(mutex, gauntlet::schedule::deadline_at(when), GAUNTLET_CALLER);
}
int pthread_mutex_unlock(pthread_mutex_t* mutex) {
  if (!controlled()) return real::pthread_mutex_unlock()(mutex);
  return gauntlet::schedule::unlock(mutex, GAUNTLET_CALLER);
}
int pthread_spin_lock(pthread_spinlock_t* lock) {
  if (!controlled()) return real::pthread_spin_lock()(lock);
  return gauntlet::schedule::spin_lock(lock, GAUNTLET_CALLER);
}
int pthread_spin_trylock(pthread_spinlock_t* lock) {
  if (!controlled()) return real::pthread_spin_trylock()(lock);
  return gauntlet::schedule::spin_try_lock(lock, GAUNTLET_CALLER);
}
int pthread_spin_unlock(pthread_spinlock_t* lock) {
  if (!controlled()) return real::pthread_spin_unlock()(lock);
  return gauntlet::schedule::spin_unlock(lock, GAUNTLET_CALLER);
}
}
