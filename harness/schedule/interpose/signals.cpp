// Signals that a thread sends to itself. Under control the thread id in the thread control block is that of
// the parked carrier, which must not receive the signal. These functions ask the kernel for the id of the
// thread that runs.

#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>

#include "harness/schedule/interpose/interpose.hpp"

GAUNTLET_REAL(int, raise, int)
GAUNTLET_REAL(void, abort)
GAUNTLET_REAL(int, pthread_kill, pthread_t, int)

namespace gauntlet::schedule {
namespace {

int signal_this_thread(int signal) {
  using machine::system_call;
  return static_cast<int>(system_call(SYS_tgkill, system_call(SYS_getpid), system_call(SYS_gettid), signal));
}

}  // namespace
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
