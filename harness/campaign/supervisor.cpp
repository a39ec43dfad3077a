#include "harness/campaign/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace gauntlet::campaign {
namespace {

using start_options = supervised_program::start_options;
using end_of_program = supervised_program::end;

// ---- in the supervisor: the copy of a process with several threads. It must not allocate or lock.

/// Kills each child of this process. Returns whether there was one.
bool kill_children() {
  const int list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (list < 0) return false;
  std::array<char, 4096> text{};
  long child = 0;
  bool any = false;
  for (ssize_t n = 0; (n = read(list, text.data(), text.size())) > 0;)
    for (ssize_t i = 0; i < n; ++i) {
      const char c = text[static_cast<std::size_t>(i)];
      if (c >= '0' && c <= '9') {
        child = 10 * child + (c - '0');
      } else if (child != 0) {
        any = true;
        ::kill(static_cast<pid_t>(child), SIGKILL);
        child = 0;
      }
    }
  close(list);
  return any;
}

/// Kills and reaps all descendants. Their own children become children of this process when they end. Gives
/// up after about two seconds: a process in an uninterruptible system call cannot be killed.
unsigned end_descendants() {
  constexpr int most_rounds = 2000;
  unsigned ended = 0;
  for (int round = 0; round < most_rounds; ++round) {
    kill_children();
    pid_t gone = 0;
    while ((gone = waitpid(-1, nullptr, WNOHANG | __WALL)) > 0) ++ended;
    if (gone < 0 && errno == ECHILD) break;
    const timespec one_ms{0, 1'000'000};
    nanosleep(&one_ms, nullptr);
  }
  return ended;
}

/// Closes all descriptors from 3 on, except these. Descriptors of other runners would otherwise stay open.
void close_all_but(std::array<int, 6> kept) {
  std::sort(kept.begin(), kept.end());
  unsigned from = 3;
  for (const int fd : kept) {
    const auto number = static_cast<unsigned>(fd);
    if (number > from) syscall(SYS_close_range, from, number - 1, 0);
    from = std::max(from, number + 1);
  }
  syscall(SYS_close_range, from, ~0u, 0);
}

void set_all_signals(void (*handler)(int)) {
  for (int s = 1; s < NSIG; ++s)
    if (s != SIGCHLD) signal(s, handler);
}

[[noreturn]] void become(const start_options& options) {
  set_all_signals(SIG_DFL);
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(options.input, STDIN_FILENO);
  dup2(options.output, STDOUT_FILENO);
  dup2(options.error, STDERR_FILENO);
  fcntl(options.inherited, F_SETFD, 0);
  execve(options.file, options.arguments, options.environment);
  _exit(127);
}

/// Waits until the program ends or is stopped, or until the control pipe is closed.
end_of_program watch(pid_t program, int control) {
  constexpr int interval_ms = 100;  // stops are noticed, and orphans are reaped, at least this often
  const auto by_descriptor = static_cast<int>(syscall(SYS_pidfd_open, program, 0));
  end_of_program out;
  for (;;) {
    std::array<pollfd, 2> events{{{control, POLLIN, 0}, {by_descriptor, POLLIN, 0}}};
    poll(events.data(), by_descriptor < 0 ? 1 : 2, by_descriptor < 0 ? 1 : interval_ms);
    int status = 0;
    pid_t changed = 0;
    while ((changed = waitpid(-1, &status, WNOHANG | WUNTRACED | __WALL)) > 0) {
      if (changed != program) continue;
      if (!WIFSTOPPED(status)) {
        out.status = status;
        return out;
      }
      out.stopped_by = WSTOPSIG(status);
      ::kill(program, SIGKILL);
    }
    if (events[0].revents == 0) continue;
    control = -1;  // poll ignores it
    ::kill(program, SIGKILL);
  }
}

[[noreturn]] void supervise(const start_options& options, int control, int status) {
  setpgid(0, 0);  // Ctrl-C is sent to the orchestrator only
  set_all_signals(SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  prctl(PR_SET_NAME, "gauntlet-watch");
  for (const auto& file : options.to_join) {
    const int group = open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (group < 0) continue;
    if (write(group, "0", 1) == 1) close(group);  // else no limit
  }
  close_all_but({options.input, options.output, options.error, options.inherited, control, status});
  const pid_t program = fork();
  if (program == 0) become(options);
  for (const int fd : {options.input, options.output, options.error, options.inherited, STDIN_FILENO,
                       STDOUT_FILENO, STDERR_FILENO})
    close(fd);
  end_of_program out;
  out.status = 127 << 8;
  if (program > 0) out = watch(program, control);
  ::kill(-program, SIGKILL);
  out.others_ended = end_descendants();
  if (write(status, &out, sizeof out) < 0) _exit(1);
  _exit(0);
}

[[noreturn]] void fail(const char* what, int error) {
  throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

supervised_program::~supervised_program() { (void)kill(); }

void supervised_program::start(const start_options& options) {
  std::array<int, 2> control{}, status{};
  if (pipe2(control.data(), O_CLOEXEC) != 0) fail("pipe", errno);
  if (pipe2(status.data(), O_CLOEXEC) != 0) {
    const int error = errno;
    close(control[0]);
    close(control[1]);
    fail("pipe", error);
  }
  const pid_t supervisor = fork();
  const int error = errno;
  if (supervisor == 0) supervise(options, control[0], status[1]);
  close(control[0]);
  close(status[1]);
  control_ = control[1];
  status_ = status[0];
  supervisor_ = supervisor;
  if (supervisor > 0) return;
  close_pipes();
  fail("fork", error);
}

void supervised_program::close_pipes() {
  for (int* fd : {&control_, &status_}) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
  }
}

std::optional<supervised_program::end> supervised_program::wait(std::chrono::milliseconds timeout) {
  using clock = std::chrono::steady_clock;
  if (!running()) return std::nullopt;
  const auto deadline = clock::now() + timeout;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock::now()).count();
    pollfd ended{status_, POLLIN, 0};
    const int ready = poll(&ended, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return std::nullopt;
    break;
  }
  end out;
  const bool complete = read(status_, &out, sizeof out) == static_cast<ssize_t>(sizeof out);
  if (!complete) ::kill(supervisor_, SIGKILL);
  while (waitpid(supervisor_, nullptr, 0) < 0 && errno == EINTR) {
  }
  supervisor_ = -1;
  close_pipes();
  if (!complete) out.status = SIGKILL;  // the supervisor was killed, and the program with it
  return out;
}

std::optional<supervised_program::end> supervised_program::kill() {
  using namespace std::chrono_literals;
  if (!running()) return std::nullopt;
  close(control_);
  control_ = -1;
  if (const auto out = wait(5s)) return out;
  ::kill(supervisor_, SIGKILL);
  return wait(5s);
}

}  // namespace gauntlet::campaign
