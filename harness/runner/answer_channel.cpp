#include "harness/runner/answer_channel.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <variant>

#include "harness/protocol/exit_code.hpp"
#include "harness/protocol/request.hpp"
#include "harness/schedule/forked_child.hpp"

namespace gauntlet::runner {
namespace {

int requests = STDIN_FILENO, answers = STDOUT_FILENO;

/// Runs in a child process. Without it, the orchestrator would not observe the end of the runner before that
/// of the child.
void close_channels() {
  close(requests);
  close(answers);
}

void read_from_nothing() {
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  dup2(nothing, STDIN_FILENO);
  close(nothing);
}

bool marks_cases = false;

void mark_case() {
  const auto written = write(STDERR_FILENO, protocol::case_marker.data(), protocol::case_marker.size());
  (void)written;  // the subject may have closed it
}

}  // namespace

void open_channels() {
  marks_cases = std::getenv(protocol::marks_variable) != nullptr;
  unsetenv(protocol::marks_variable);  // of the subject's children, too
  requests = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  answers = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  read_from_nothing();
  dup2(STDERR_FILENO, STDOUT_FILENO);
  pthread_atfork(nullptr, nullptr, close_channels);
}

std::optional<std::string> next_request() {
  static std::string received;
  for (;;) {
    schedule::end_if_forked_child();
    if (const auto end = received.find('\n'); end != std::string::npos) {
      auto line = received.substr(0, end);
      received.erase(0, end + 1);
      return line;
    }
    std::array<char, 65536> chunk;
    const auto n = read(requests, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    received.append(chunk.data(), static_cast<std::size_t>(n));
  }
}

void send(const protocol::answer& answer) {
  schedule::end_if_forked_child();
  if (marks_cases && std::holds_alternative<protocol::case_begun>(answer)) mark_case();
  const auto line = protocol::to_line(answer);
  for (std::size_t done = 0; done < line.size();) {
    const auto n = write(answers, line.data() + done, line.size() - done);
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
