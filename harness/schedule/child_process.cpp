#include "harness/schedule/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

template <class T>
long argument(T* pointer) {
  return reinterpret_cast<long>(pointer);
}

/// Closes all descriptors from 3 on but one.
void close_all_but(int keep) {
  constexpr long last = ~0u;
  if (keep < 3) {
    system_call(SYS_close_range, 3, last);
    return;
  }
  if (keep > 3) system_call(SYS_close_range, 3, keep - 1);
  system_call(SYS_close_range, keep + 1, last);
  system_call(SYS_fcntl, keep, F_SETFD, 0);  // without FD_CLOEXEC
}

/// Runs in the new process.
[[noreturn]] void become(const program_start& what) {
  system_call(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
  const std::uint64_t none = 0;
  system_call(SYS_rt_sigprocmask, SIG_SETMASK, argument(&none), 0, sizeof none);
  const long nothing = system_call(SYS_openat, AT_FDCWD, argument("/dev/null"), O_RDWR);
  system_call(SYS_dup2, nothing, 0);
  system_call(SYS_dup2, what.output < 0 ? nothing : what.output, 1);
  system_call(SYS_dup2, nothing, 2);
  close_all_but(what.keep);
  system_call(SYS_execve, argument(what.path), argument(what.arguments), argument(what.environment));
  system_call(SYS_exit_group, 127);
  __builtin_unreachable();
}

}  // namespace

long start_program(const program_start& what) {
  const long id = system_call(SYS_clone, SIGCHLD);  // as fork does
  if (id == 0) become(what);
  return id;
}

int wait_for_program(long id, std::uint32_t ms) {
  int status = 0;
  const struct {
    std::int64_t seconds, nanoseconds;
  } one_ms{0, 1'000'000};
  for (std::uint32_t waited = 0; waited < ms; ++waited) {
    const long ended = system_call(SYS_wait4, id, argument(&status), WNOHANG);
    if (ended == id) return status;
    if (ended < 0) return -1;
    system_call(SYS_nanosleep, argument(&one_ms));
  }
  system_call(SYS_kill, id, SIGKILL);
  while (system_call(SYS_wait4, id, argument(&status)) == -EINTR) {
  }
  return -1;
}

}  // namespace gauntlet::schedule
