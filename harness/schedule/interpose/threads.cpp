// Threads. Under control a created thread is a logical thread on a borrowed carrier. Its handle is that of
// the carrier: pthread_self, which reads the thread control block, returns it and need not be interposed.

#include <cerrno>

#include "harness/schedule/engine/thread_end.hpp"
#include "harness/schedule/interpose/interpose.hpp"
#include "harness/schedule/threads.hpp"

GAUNTLET_REAL(int, pthread_join, pthread_t, void**)
GAUNTLET_REAL(int, pthread_tryjoin_np, pthread_t, void**)
GAUNTLET_REAL(int, pthread_timedjoin_np, pthread_t, void**, const timespec*)
GAUNTLET_REAL(int, pthread_clockjoin_np, pthread_t, void**, clockid_t, const timespec*)
GAUNTLET_REAL(int, pthread_detach, pthread_t)
GAUNTLET_REAL(int, pthread_setname_np, pthread_t, const char*)
GAUNTLET_REAL(int, pthread_getname_np, pthread_t, char*, std::size_t)
GAUNTLET_REAL(void, pthread_exit, void*)
GAUNTLET_REAL(int, pthread_key_create, pthread_key_t*, void (*)(void*))
GAUNTLET_REAL(int, pthread_key_delete, pthread_key_t)

namespace gauntlet::schedule {

// Errors as POSIX and glibc define them: ESRCH if no thread has the handle (or it was joined), EDEADLK for
// the calling thread, EINVAL for a detached one.
int join(pthread_t handle, void** result, std::int64_t deadline, void* caller) {
  scheduler& s = the_scheduler();
  const happens_before::frame in(caller);
  logical_thread* joined = s.thread_of(handle);
  if (joined == nullptr) return ESRCH;
  if (joined == &s.running()) return EDEADLK;
  if (joined->detached) return EINVAL;
  if (!s.until_possible(op::join, joined, caller, deadline)) return ETIMEDOUT;
  joined->joined = true;
  happens_before::acquire(&joined->ends);
  if (result != nullptr) *result = joined->result;
  return 0;
}

namespace {

int detach(pthread_t handle) {
  logical_thread* thread = the_scheduler().thread_of(handle);
  if (thread == nullptr) return ESRCH;
  if (thread->detached) return EINVAL;
  thread->detached = true;
  return 0;
}

/// ERANGE: a name has at most 15 characters and a NUL (pthread_setname_np(3)).
int set_name(logical_thread& thread, const char* name) {
  constexpr std::size_t room = sizeof thread.name;
  std::size_t length = 0;
  while (length < room && name[length] != '\0') ++length;
  if (length == room) return ERANGE;
  for (std::size_t i = 0; i < room; ++i) thread.name[i] = i < length ? name[i] : '\0';
  return 0;
}

int get_name(const logical_thread& thread, char* out, std::size_t size) {
  if (size < sizeof thread.name) return ERANGE;
  for (std::size_t i = 0; i < sizeof thread.name; ++i) out[i] = thread.name[i];
  return 0;
}

/// Joins a thread from a thread that is not under control, by calling the real function. A handle of a
/// carrier comes from an abandoned schedule, for example to the destructor of a static pool. A carrier never
/// ends, so the join returns immediately.
template <class Join>
int join_uncontrolled(pthread_t handle, void** result, Join real_join) {
  if (!is_carrier(handle)) return real_join();
  if (result != nullptr) *result = nullptr;
  return 0;
}

// volatile, because otherwise the compiler evaluates the constructor below at compile time and makes the
// initial value true.
volatile bool engine_initialised = false;

// 101 is the first priority that is not reserved for the implementation. The sanitizers are initialised
// before all constructors (.preinit_array). So keys that exist before this constructor belong to a sanitizer,
// and the engine must not run their destructors.
__attribute__((constructor(101))) void initialise_engine() { engine_initialised = true; }

}  // namespace
}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) noexcept {
  return create_thread(thread, attributes, start, argument, GAUNTLET_CALLER);
}
int pthread_join(pthread_t thread, void** result) {
  if (!controlled())
    return join_uncontrolled(thread, result, [&] { return real::pthread_join()(thread, result); });
  return join(thread, result, scheduler::never, GAUNTLET_CALLER);
}
int pthread_tryjoin_np(pthread_t thread, void** result) noexcept {
  if (!controlled())
    return join_uncontrolled(thread, result, [&] { return real::pthread_tryjoin_np()(thread, result); });
  the_scheduler().point(op::join, nullptr, GAUNTLET_CALLER);
  const logical_thread* joined = the_scheduler().thread_of(thread);
  if (joined != nullptr && joined->now != logical_thread::state::ended) return EBUSY;
  return join(thread, result, scheduler::never, GAUNTLET_CALLER);
}
int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* when) {
  if (!controlled())
    return join_uncontrolled(thread, result,
                             [&] { return real::pthread_timedjoin_np()(thread, result, when); });
  return join(thread, result, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock, const timespec* when) {
  if (!controlled())
    return join_uncontrolled(thread, result,
                             [&] { return real::pthread_clockjoin_np()(thread, result, clock, when); });
  return join(thread, result, deadline_at(when), GAUNTLET_CALLER);
}
int pthread_detach(pthread_t thread) noexcept {
  if (!controlled()) return is_carrier(thread) ? 0 : real::pthread_detach()(thread);
  return detach(thread);
}
void pthread_exit(void* result) {
  if (controlled()) exit_thread(result);
  real::pthread_exit()(result);
  __builtin_unreachable();
}
int pthread_setname_np(pthread_t thread, const char* name) noexcept {
  logical_thread* named = controlled() ? the_scheduler().thread_of(thread) : nullptr;
  return named != nullptr ? set_name(*named, name) : real::pthread_setname_np()(thread, name);
}
int pthread_getname_np(pthread_t thread, char* out, std::size_t size) noexcept {
  const logical_thread* named = controlled() ? the_scheduler().thread_of(thread) : nullptr;
  return named != nullptr ? get_name(*named, out, size) : real::pthread_getname_np()(thread, out, size);
}
int pthread_key_create(pthread_key_t* key, void (*destroy)(void*)) noexcept {
  const int error = real::pthread_key_create()(key, destroy);
  if (error == 0 && engine_initialised) remember_key(*key, destroy);
  return error;
}
int pthread_key_delete(pthread_key_t key) noexcept {
  if (engine_initialised) forget_key(key);
  return real::pthread_key_delete()(key);
}

// Compiled code registers the destructors of thread_local objects with __cxa_thread_atexit of the C++
// runtime, which forwards to glibc's __cxa_thread_atexit_impl. glibc runs them when the real thread ends. A
// carrier never ends, so under control the engine runs them.
void __cxa_thread_atexit_impl(void (*destroy)(void*), void* object, void* library);
int __cxa_thread_atexit(void (*destroy)(void*), void* object, void* library) noexcept {
  if (!controlled())
    __cxa_thread_atexit_impl(destroy, object, library);
  else
    destroy_at_thread_end(destroy, object);
  return 0;
}
}
