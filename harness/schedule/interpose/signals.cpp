// Signals that a thread sends to itself, and the numbers of processes and threads by which they are
// addressed. Under control the thread id in the thread control block is that of the parked carrier, which
// must not receive the signal. These functions ask the kernel for the id of the thread that runs. getpid and
// gettid return numbers that are functions of the schedule, because programs seed random generators with
// them. Functions that take such a number translate it. A process that was forked in a schedule sees the real
// numbers.

#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/schedule/interpose/identity.hpp"
#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, raise, int)
GAUNTLET_REAL(void, abort)
GAUNTLET_REAL(int, pthread_kill, pthread_t, int)
GAUNTLET_REAL(int, kill, pid_t, int)
GAUNTLET_REAL(int, tgkill, pid_t, pid_t, int)
GAUNTLET_REAL(int, sigqueue, pid_t, int, const sigval)
GAUNTLET_REAL(pid_t, getpid)
GAUNTLET_REAL(pid_t, gettid)

namespace gauntlet::schedule {
namespace {

int signal_this_thread(int signal) {
  using machine::system_call;
  return static_cast<int>(system_call(SYS_tgkill, system_call(SYS_getpid), system_call(SYS_gettid), signal));
}

/// The process that runs the schedules, not a fork of it: `home` is set by the first call under control.
bool in_the_process_of_the_schedule() {
  static long home = 0, of_schedule = -1;
  const long here = machine::system_call(SYS_getpid);
  const auto schedule = static_cast<long>(the_scheduler().number());
  if (of_schedule != schedule) {
    of_schedule = schedule;
    home = here;
  }
  return here == home;
}

pid_t real_process(pid_t process) {
  if (!controlled() || process != process_under_control) return process;
  return static_cast<pid_t>(machine::system_call(SYS_getpid));
}

}  // namespace

bool handle_identity_call(long number, long a, long b, long& result) {
  switch (number) {
    case SYS_getpid:
      return result = getpid(), true;
    case SYS_gettid:
      return result = gettid(), true;
    case SYS_getrandom:
      fill_with_random(reinterpret_cast<void*>(a), static_cast<unsigned long>(b));
      return result = b, true;
    default:
      return false;
  }
}

}  // namespace gauntlet::schedule

namespace real = gauntlet::schedule::real;
using namespace gauntlet::schedule;

extern "C" {

int raise(int signal) noexcept {
  if (!controlled()) return real::raise()(signal);
  return signal_this_thread(signal);
}
int pthread_kill(pthread_t thread, int signal) noexcept {
  if (!controlled() || the_scheduler().thread_of(thread) != &the_scheduler().running())
    return real::pthread_kill()(thread, signal);
  return signal_this_thread(signal);
}
int kill(pid_t process, int signal) noexcept { return real::kill()(real_process(process), signal); }
int sigqueue(pid_t process, int signal, const sigval value) noexcept {
  return real::sigqueue()(real_process(process), signal, value);
}
int tgkill(pid_t process, pid_t thread, int signal) {
  const bool to_itself = controlled() && thread == thread_number_under_control(the_scheduler().running().id);
  return to_itself ? signal_this_thread(signal) : real::tgkill()(real_process(process), thread, signal);
}
pid_t getpid() noexcept {
  return controlled() && in_the_process_of_the_schedule() ? process_under_control : real::getpid()();
}
pid_t gettid() noexcept {
  return controlled() && in_the_process_of_the_schedule()
             ? thread_number_under_control(the_scheduler().running().id)
             : real::gettid()();
}
// As POSIX demands of abort: if a handler of SIGABRT returns, the signal is sent again with its default
// action.
void abort() noexcept {
  if (controlled()) {
    signal_this_thread(SIGABRT);
    ::signal(SIGABRT, SIG_DFL);
    signal_this_thread(SIGABRT);
  }
  real::abort()();
  __builtin_unreachable();
}
}
