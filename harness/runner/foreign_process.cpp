#include "harness/runner/foreign_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace gauntlet::runner {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

}  // namespace

foreign_process::foreign_process(options options) : options_(std::move(options)) {
  stderr_ = memfd_create("gauntlet-stderr", MFD_CLOEXEC);
  if (stderr_ < 0) fail("memfd_create");
  fcntl(stderr_, F_SETFL, O_APPEND);
}

foreign_process::~foreign_process() {
  end();
  close(stderr_);
}

void foreign_process::start() {
  if (access(options_.executable.c_str(), X_OK) != 0)
    throw std::runtime_error(
        fmt::format("{} cannot be started; build the project again", options_.executable.string()));
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) fail("pipe");
  std::array<char*, 2> arguments{const_cast<char*>(options_.executable.c_str()), nullptr};
  pid_ = fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(stderr_, STDERR_FILENO);
    execv(options_.executable.c_str(), arguments.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  to_child_ = in[1];
  from_child_ = out[0];
  buffer_.clear();
}

bool foreign_process::send(const std::string& line) const {
  std::size_t done = 0;
  while (done < line.size()) {
    const auto n = write(to_child_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return true;
}

std::optional<std::string> foreign_process::receive() {
  const auto deadline = std::chrono::steady_clock::now() + options_.answer_timeout;
  for (;;) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      auto line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd wait{from_child_, POLLIN, 0};
    const int ready = poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) {
      ending_ = ending::timed_out;
      return std::nullopt;
    }
    std::array<char, 65536> chunk;
    const auto n = read(from_child_, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    buffer_.append(chunk.data(), static_cast<std::size_t>(n));
  }
}

std::optional<std::string> foreign_process::ask(const std::string& line) {
  if (pid_ < 0) start();
  ending_ = ending::exited;
  auto answer = send(line) ? receive() : std::nullopt;
  if (answer) {
    ending_ = ending::answered;
    return answer;
  }
  if (ending_ == ending::timed_out) kill(pid_, SIGKILL);
  reap();
  return std::nullopt;
}

std::string foreign_process::take_stderr() {
  std::string out;
  std::array<char, 65536> chunk;
  for (;;) {
    const auto n = pread(stderr_, chunk.data(), chunk.size(), stderr_read_);
    if (n <= 0) break;
    out.append(chunk.data(), static_cast<std::size_t>(n));
    stderr_read_ += n;
  }
  if (!out.empty() && write(STDERR_FILENO, out.data(), out.size()) < 0) return out;
  return out;
}

void foreign_process::reap() {
  while (waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  close(to_child_);
  close(from_child_);
}

void foreign_process::end() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  reap();
}

}  // namespace gauntlet::runner
