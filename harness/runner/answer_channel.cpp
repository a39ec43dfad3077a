#include "harness/runner/answer_channel.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <variant>

#include "harness/protocol/exit_code.hpp"

namespace gauntlet::runner {
namespace {

int channel = STDOUT_FILENO;

bool marks_cases = false;

/// Standard error is a pipe if the orchestrator reads it.
bool stderr_is_a_pipe() {
  struct stat about{};
  return fstat(STDERR_FILENO, &about) == 0 && S_ISFIFO(about.st_mode);
}

void mark_case() {
  const auto written = write(STDERR_FILENO, protocol::case_marker.data(), protocol::case_marker.size());
  (void)written;  // the subject may have closed it
}

}  // namespace

void open_answer_channel() {
  marks_cases = stderr_is_a_pipe();
  channel = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  dup2(STDERR_FILENO, STDOUT_FILENO);
}

void send(const protocol::answer& answer) {
  if (marks_cases && std::holds_alternative<protocol::case_begun>(answer)) mark_case();
  const auto line = protocol::to_line(answer);
  for (std::size_t done = 0; done < line.size();) {
    const auto n = write(channel, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) leave(0);  // the orchestrator has ended
    done += static_cast<std::size_t>(n);
  }
}

void leave(int code) {
  syscall(SYS_exit_group, code);
  __builtin_unreachable();
}

}  // namespace gauntlet::runner
