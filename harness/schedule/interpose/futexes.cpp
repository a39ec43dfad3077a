// Futexes. In libstdc++ std::atomic::wait, semaphores, latches, barriers and futures wait on futexes, through
// syscall(). Semantics: futex(2).

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>

#include "harness/schedule/interpose/identity.hpp"
#include "harness/schedule/interpose/interpose.hpp"

namespace gauntlet::schedule {
namespace {

struct futex_call {
  const std::uint32_t* word;
  int operation;
  std::uint32_t value;
  const timespec* timeout;  // of the requeue operations: not a pointer but the number of threads to requeue
  const std::uint32_t* other_word;
  std::uint32_t other_value;
};

long fail(int error) {
  errno = error;
  return -1;
}

std::uint32_t load(const std::uint32_t* word) { return __atomic_load_n(word, __ATOMIC_RELAXED); }

/// Between the comparison and until_woken no other thread under control runs. The two are therefore atomic,
/// as the kernel's are: no wake-up is lost.
long wait(const futex_call& call, std::int64_t deadline, void* caller) {
  scheduler& s = the_scheduler();
  s.point(op::futex_wait, call.word, caller);
  if (load(call.word) != call.value) return fail(EAGAIN);
  return s.until_woken(op::futex_wait, call.word, caller, deadline) ? 0 : fail(ETIMEDOUT);
}

void wake_point(const futex_call& call, void* caller) {
  the_scheduler().point(op::futex_wake, call.word, caller, [&call] {
    const auto waiting = the_scheduler().waiting(op::futex_wait, call.word);
    return effect{waiting, waiting > 0};
  });
}

long wake(const futex_call& call, void* caller) {
  wake_point(call, caller);
  const auto woken = the_scheduler().wake(op::futex_wait, call.word, call.value);
  the_scheduler().after_release(caller);
  return woken;
}

/// Wakes also the threads that the kernel would move to the other word. For them it is a spurious wake-up,
/// which every user of a futex must expect (futex(2)).
long requeue(const futex_call& call, bool compare, void* caller) {
  wake_point(call, caller);
  if (compare && load(call.word) != call.other_value) return fail(EAGAIN);
  const auto moved = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(call.timeout));
  const auto woken =
      the_scheduler().wake(op::futex_wait, call.word, moved > max_threads ? max_threads : call.value + moved);
  the_scheduler().after_release(caller);
  return woken;
}

/// Executes an operation of the model and sets `result`. Returns false for any other operation, which then
/// goes to the kernel. The bitset of the bitset operations is ignored: threads that it excludes wake up
/// spuriously. FUTEX_WAIT has a relative time-out, FUTEX_WAIT_BITSET an absolute deadline.
bool handle(const futex_call& call, void* caller, long& result) {
  switch (call.operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
      return result = wait(call, deadline_after(call.timeout), caller), true;
    case FUTEX_WAIT_BITSET:
      return result = wait(call, deadline_at(call.timeout), caller), true;
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
      return result = wake(call, caller), true;
    case FUTEX_REQUEUE:
      return result = requeue(call, false, caller), true;
    case FUTEX_CMP_REQUEUE:
      return result = requeue(call, true, caller), true;
    default:
      return false;
  }
}

}  // namespace
}  // namespace gauntlet::schedule

extern "C" long syscall(long number, ...) noexcept {
  namespace schedule = gauntlet::schedule;
  // A system call has at most six arguments. Reading all of them is what glibc's syscall does; those that the
  // caller did not pass hold anything, and the kernel ignores them.
  va_list list;
  va_start(list, number);
  long a[6];
  for (long& each : a) each = va_arg(list, long);
  va_end(list);
  if (number == SYS_futex && schedule::controlled()) {
    const schedule::futex_call call{reinterpret_cast<const std::uint32_t*>(a[0]),
                                    static_cast<int>(a[1]),
                                    static_cast<std::uint32_t>(a[2]),
                                    reinterpret_cast<const timespec*>(a[3]),
                                    reinterpret_cast<const std::uint32_t*>(a[4]),
                                    static_cast<std::uint32_t>(a[5])};
    long result = 0;
    if (schedule::handle(call, GAUNTLET_CALLER, result)) return result;
  }
  long identity = 0;
  if (schedule::controlled() && schedule::handle_identity_call(number, a[0], a[1], identity)) return identity;
  const long result = schedule::machine::system_call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if (result >= 0 || result < -4095) return result;  // the kernel returns errors as -1 to -4095
  errno = static_cast<int>(-result);
  return -1;
}
