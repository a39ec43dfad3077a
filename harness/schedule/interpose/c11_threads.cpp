// C11 threads (<threads.h>, C17 7.26). glibc's functions call internal ones, so that interposing those of
// POSIX does not control them. Here each is the POSIX operation with C11's result: in glibc thrd_t is
// pthread_t, and mtx_t, cnd_t, once_flag and tss_t are laid out as the POSIX types (nptl/thrd_priv.h). That
// also informs the sanitizers, which know only POSIX threads. The initialisations, thrd_current, tss_get and
// tss_set need not be interposed.

#include <sched.h>
#include <threads.h>

#include <cerrno>

#include "harness/schedule/interpose/interpose.hpp"
#include "harness/schedule/threads.hpp"

namespace gauntlet::schedule {
namespace {

static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t) && sizeof(cnd_t) == sizeof(pthread_cond_t));
static_assert(sizeof(once_flag) == sizeof(pthread_once_t) && sizeof(tss_t) == sizeof(pthread_key_t));

pthread_mutex_t* posix(mtx_t* mutex) { return reinterpret_cast<pthread_mutex_t*>(mutex); }
pthread_cond_t* posix(cnd_t* condition) { return reinterpret_cast<pthread_cond_t*>(condition); }

int result_of(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ENOMEM:
      return thrd_nomem;
    case ETIMEDOUT:
      return thrd_timedout;
    default:
      return thrd_error;
  }
}

/// The result of a C11 thread is an int. It is kept in the low half of a POSIX thread's result.
void* as_pointer(int result) { return reinterpret_cast<void*>(static_cast<std::intptr_t>(result)); }
int as_int(void* result) { return static_cast<int>(reinterpret_cast<std::intptr_t>(result)); }

/// The start function is called as one that returns a pointer. On x86-64 both are returned in rax, and as_int
/// ignores the half that an int leaves undefined. glibc's thrd_join makes the same conversion. The cast to
/// void (*)() tells the compiler that it is meant.
void* (*as_posix(thrd_start_t start))(void*) {
  return reinterpret_cast<void* (*)(void*)>(reinterpret_cast<void (*)()>(start));
}

}  // namespace
}  // namespace gauntlet::schedule

using namespace gauntlet::schedule;

// Weak, because some libraries that were written before C11 define functions of these names themselves.
// Theirs use POSIX threads.
#define GAUNTLET_WEAK __attribute__((weak))

extern "C" {

GAUNTLET_WEAK int thrd_create(thrd_t* thread, thrd_start_t start, void* argument) {
  return result_of(create_thread(thread, nullptr, as_posix(start), argument, GAUNTLET_CALLER));
}
GAUNTLET_WEAK int thrd_join(thrd_t thread, int* result) {
  void* returned = nullptr;
  const int error = controlled() ? join(thread, &returned, scheduler::never, GAUNTLET_CALLER)
                                 : pthread_join(thread, &returned);
  if (error == 0 && result != nullptr) *result = as_int(returned);
  return result_of(error);
}
GAUNTLET_WEAK int thrd_detach(thrd_t thread) { return result_of(pthread_detach(thread)); }
GAUNTLET_WEAK void thrd_exit(int result) { pthread_exit(as_pointer(result)); }

// A call in the last position is a jump, so that GAUNTLET_CALLER is the subject in the called function, too.
GAUNTLET_WEAK void thrd_yield() { sched_yield(); }
GAUNTLET_WEAK int thrd_sleep(const timespec* duration, timespec* left) {
  if (controlled()) return nanosleep(duration, left);
  if (nanosleep(duration, left) == 0) return 0;
  return errno == EINTR ? -1 : -2;
}
GAUNTLET_WEAK void call_once(once_flag* flag, void (*initialise)()) {
  pthread_once(reinterpret_cast<pthread_once_t*>(flag), initialise);
}

GAUNTLET_WEAK int mtx_lock(mtx_t* mutex) {
  return result_of(controlled() ? lock(posix(mutex), scheduler::never, GAUNTLET_CALLER)
                                : pthread_mutex_lock(posix(mutex)));
}
GAUNTLET_WEAK int mtx_timedlock(mtx_t* mutex, const timespec* when) {
  return result_of(controlled() ? lock(posix(mutex), deadline_at(when), GAUNTLET_CALLER)
                                : pthread_mutex_timedlock(posix(mutex), when));
}
GAUNTLET_WEAK int mtx_trylock(mtx_t* mutex) {
  return result_of(controlled() ? try_lock(posix(mutex), GAUNTLET_CALLER)
                                : pthread_mutex_trylock(posix(mutex)));
}
GAUNTLET_WEAK int mtx_unlock(mtx_t* mutex) {
  return result_of(controlled() ? unlock(posix(mutex), GAUNTLET_CALLER) : pthread_mutex_unlock(posix(mutex)));
}

GAUNTLET_WEAK int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return result_of(controlled() ? wait(posix(condition), posix(mutex), scheduler::never, GAUNTLET_CALLER)
                                : pthread_cond_wait(posix(condition), posix(mutex)));
}
GAUNTLET_WEAK int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* when) {
  return result_of(controlled() ? wait(posix(condition), posix(mutex), deadline_at(when), GAUNTLET_CALLER)
                                : pthread_cond_timedwait(posix(condition), posix(mutex), when));
}
GAUNTLET_WEAK int cnd_signal(cnd_t* condition) {
  return result_of(controlled() ? notify(op::condition_signal, posix(condition), 1, GAUNTLET_CALLER)
                                : pthread_cond_signal(posix(condition)));
}
GAUNTLET_WEAK int cnd_broadcast(cnd_t* condition) {
  return result_of(controlled()
                       ? notify(op::condition_broadcast, posix(condition), max_threads, GAUNTLET_CALLER)
                       : pthread_cond_broadcast(posix(condition)));
}

// The engine must know the keys, to run their destructors when a thread ends.
GAUNTLET_WEAK int tss_create(tss_t* key, tss_dtor_t destroy) {
  return result_of(pthread_key_create(key, destroy));
}
GAUNTLET_WEAK void tss_delete(tss_t key) { pthread_key_delete(key); }
}
