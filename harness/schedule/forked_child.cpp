#include "harness/schedule/forked_child.hpp"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>

#include "harness/schedule/engine/control.hpp"
#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/process_activity.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

constexpr long page_size = 4096;

/// 1 in a process that watches forks. The kernel clears the page in a child, however it was forked. Null: no
/// process watches forks.
std::uint32_t* watches = nullptr;

/// Runs in a child, unless it was forked by a raw system call.
void leave_control() {
  *watches = 0;  // for a kernel that does not clear the page
  gauntlet_engine_controls = false;
}

bool has_children() {
  siginfo_t unused;
  const long options = WEXITED | WNOHANG | WNOWAIT | __WALL;
  return system_call(SYS_waitid, P_ALL, 0, reinterpret_cast<long>(&unused), options) == 0;
}

/// Kills and reaps children.
class reaper {
 public:
  void end(long child) {
    if (is_symbolizer(child)) return;
    system_call(SYS_kill, child, SIGKILL);
    ++ended_;
    while (system_call(SYS_wait4, child, 0, WNOHANG | __WALL) == 0 && may_nap()) nap();
  }
  [[nodiscard]] std::uint32_t ended() const { return ended_; }
  [[nodiscard]] bool may_nap() const { return naps_ < most_naps; }

 private:
  static constexpr std::uint32_t most_naps = 10'000;

  void nap() {
    const struct {
      std::int64_t seconds, nanoseconds;
    } nap_time{0, 100'000};
    ++naps_;
    system_call(SYS_nanosleep, reinterpret_cast<long>(&nap_time));
  }

  std::uint32_t ended_ = 0, naps_ = 0;
};

}  // namespace

void watch_forks() {
  if (watches == nullptr) {
    const long page =
        system_call(SYS_mmap, 0, page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    if (page < 0) return;  // out of memory: the next allocation reports it
    watches = reinterpret_cast<std::uint32_t*>(page);
    system_call(SYS_madvise, page, page_size, MADV_WIPEONFORK);
    pthread_atfork(nullptr, nullptr, leave_control);
  }
  *watches = 1;
}

bool in_forked_child() { return watches != nullptr && *watches == 0; }

void end_if_forked_child() {
  if (in_forked_child()) system_call(SYS_exit_group, 0);
}

void adopt_orphans() { system_call(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1); }

// In rounds, because the children of a child that ends become children of this process.
std::uint32_t end_child_processes() {
  reaper all;
  for (std::uint32_t before = 0; all.may_nap() && has_children(); before = all.ended()) {
    for_each_child_process([](void* to, long child) { static_cast<reaper*>(to)->end(child); }, &all);
    if (all.ended() == before) break;  // only a symbolizer is left
  }
  return all.ended();
}

}  // namespace gauntlet::schedule
