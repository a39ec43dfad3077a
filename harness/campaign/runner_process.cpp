#include "harness/campaign/runner_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <thread>

#include "harness/campaign/sanitizer_text.hpp"
#include "harness/protocol/exit_code.hpp"

namespace gauntlet::campaign {

using protocol::finding;
using protocol::oracle;
using protocol::schedule_record;

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

struct sanitizer_settings {
  bool symbolize = false;
  bool detects_lock_orders = true;
};

std::string sanitizer_options(const std::string& variable, const sanitizer_settings& settings) {
  std::string value = fmt::format("{}=symbolize={}", variable, settings.symbolize ? 1 : 0);
  if (variable == "TSAN_OPTIONS" && !settings.detects_lock_orders) value += ":detect_deadlocks=0";
  if (const char* symbolizer = std::getenv("GAUNTLET_SYMBOLIZER"))
    value += fmt::format(":external_symbolizer_path={}", symbolizer);
  if (const char* user = std::getenv(variable.c_str())) value += fmt::format(":{}", user);
  return value;
}

/// Returns the environment of a runner. It is made before the fork, because the child of a process with
/// several threads must not allocate.
std::vector<std::string> environment_for_runner(const sanitizer_settings& settings, int record) {
  std::vector<std::string> out;
  const std::array<std::string, 4> sanitizer_variables{"TSAN_OPTIONS", "ASAN_OPTIONS", "UBSAN_OPTIONS",
                                                       "LSAN_OPTIONS"};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const auto name = text.substr(0, text.find('='));
    if (std::find(sanitizer_variables.begin(), sanitizer_variables.end(), name) == sanitizer_variables.end())
      out.push_back(text);
  }
  for (const auto& variable : sanitizer_variables) out.push_back(sanitizer_options(variable, settings));
  out.push_back(fmt::format("{}={}", protocol::record_variable, record));
  return out;
}

std::string signal_name(int number) {
  const char* abbreviation = sigabbrev_np(number);
  return abbreviation != nullptr ? fmt::format("SIG{}", abbreviation) : fmt::format("signal {}", number);
}

finding make_finding(oracle oracle, std::string key, std::string sentence, std::string output) {
  finding f;
  f.oracle = oracle;
  f.key = std::move(key);
  f.sentence = std::move(sentence);
  f.sanitizer = std::move(output);
  return f;
}

/// A limit of the harness, for example on the threads of a schedule, ends the runner with exit code 3 and
/// this sentence. It is no finding about the subject.
void throw_if_harness_failed(int exit_code, const std::string& output) {
  constexpr std::string_view words = "gauntlet: the harness itself failed: ";
  const auto at = exit_code == 3 ? output.rfind(words) : std::string::npos;
  if (at == std::string::npos) return;
  const auto begin = at + words.size();
  throw std::runtime_error(output.substr(begin, output.find('\n', begin) - begin));
}

finding unexpected_exit(int exit_code, std::string output) {
  return make_finding(oracle::crash, fmt::format("crash:exit-{}", exit_code),
                      fmt::format("The process ended with exit code {} while this case ran.", exit_code),
                      std::move(output));
}

constexpr std::int64_t poll_slice_ms = 100;

}  // namespace

runner_process::runner_process(options options)
    : options_(std::move(options)), recorder_(options_.symbolize) {}

runner_process::~runner_process() { kill_now(); }

void runner_process::start(bool detects_lock_orders) {
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) fail("pipe");
  const int stderr_fd = open(options_.stderr_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (stderr_fd < 0) fail(options_.stderr_file.c_str());
  auto environment = environment_for_runner({options_.symbolize, detects_lock_orders}, recorder_.file());
  recorder_.clear();
  std::vector<char*> pointers;
  for (auto& entry : environment) pointers.push_back(entry.data());
  pointers.push_back(nullptr);
  std::array<char*, 2> arguments{const_cast<char*>(options_.executable.c_str()), nullptr};
  pid_ = fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) {
    setpgid(0, 0);  // Ctrl-C is sent to the orchestrator only, which then ends its runners
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(stderr_fd, STDERR_FILENO);
    fcntl(recorder_.file(), F_SETFD, 0);  // the child inherits it
    execve(options_.executable.c_str(), arguments.data(), pointers.data());
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  close(stderr_fd);
  to_child_ = in[1];
  from_child_ = out[0];
  buffer_.clear();
  consumed_ = 0;
  answered_ = false;
}

void runner_process::send(const protocol::request& request) {
  // Explore observes deadlocks; ThreadSanitizer only guesses them.
  if (!running()) start(!request.explore && request.on_lock_order != protocol::lock_orders::ignore);
  const auto line = to_line(request);
  std::size_t done = 0;
  while (done < line.size()) {
    const auto n = write(to_child_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;  // the runner has ended; the reader observes that
    done += static_cast<std::size_t>(n);
  }
}

std::optional<std::string> runner_process::take_line() {
  const auto end = buffer_.find('\n', consumed_);
  if (end == std::string::npos) {
    buffer_.erase(0, consumed_);
    consumed_ = 0;
    return std::nullopt;
  }
  auto line = buffer_.substr(consumed_, end - consumed_);
  consumed_ = end + 1;
  return line;
}

std::optional<std::string> runner_process::next_line(std::chrono::milliseconds timeout) {
  timed_out_ = false;
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    if (stopped()) return std::nullopt;
    if (auto line = take_line()) return line;
    if (from_child_ < 0) return std::nullopt;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd wait{from_child_, POLLIN, 0};
    // In slices, because a signal may be handled by another thread and then does not interrupt this poll.
    const int ready =
        poll(&wait, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, poll_slice_ms)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0 && left.count() > poll_slice_ms) continue;
    if (ready == 0) {
      timed_out_ = true;
      return std::nullopt;
    }
    std::array<char, 65536> chunk;
    const auto n = read(from_child_, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    answered_ = true;
    buffer_.append(chunk.data(), static_cast<std::size_t>(n));
  }
}

void runner_process::close_pipes() {
  for (int* fd : {&to_child_, &from_child_}) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
  }
}

void runner_process::kill_now() {
  if (!running()) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
  close_pipes();
}

/// Waits until the child has ended. Kills a child that has closed its pipe and does not end in time.
int runner_process::wait_for_exit(bool& killed) const {
  using clock = std::chrono::steady_clock;
  const auto patience = clock::now() + options_.exit_timeout;
  int status = 0;
  for (;;) {
    const auto gone = waitpid(pid_, &status, killed ? 0 : WNOHANG);
    if (gone == pid_) return status;
    if (gone < 0 && errno != EINTR) return status;
    if (gone != 0) continue;
    if (clock::now() >= patience) {
      kill(pid_, SIGKILL);
      killed = true;
    } else {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
}

std::optional<finding> runner_process::reap() {
  if (!running()) return std::nullopt;
  close_pipes();
  bool was_killed = false;
  const int status = wait_for_exit(was_killed);
  pid_ = -1;
  if (was_killed) return finding_in_text(stderr_text());
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (exit_code_ == protocol::exit_after_finding) return std::nullopt;
  const auto output = stderr_text();
  if (auto sanitizer = finding_in_text(output)) return sanitizer;
  // Checked after the output: after a segmentation fault, ThreadSanitizer also ends the process with exit
  // code 0.
  if (exit_code_ == 0) return std::nullopt;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
    return make_finding(
        oracle::oom, "oom",
        "The runner was killed from outside (SIGKILL) while this case ran: by the system because memory ran "
        "out, or by a user.",
        output);
  if (WIFSIGNALED(status)) {
    const auto name = signal_name(WTERMSIG(status));
    const auto reason = abort_message(output);
    return make_finding(
        oracle::crash, "crash:" + name,
        reason.empty() ? fmt::format("The process crashed with {} while this case ran.", name)
                       : fmt::format("The process crashed with {} while this case ran: {}", name, reason),
        output);
  }
  if (exit_code_ == 127 && !answered_)
    throw std::runtime_error(
        fmt::format("{} cannot be started; build the project again", options_.executable.string()));
  throw_if_harness_failed(exit_code_, output);
  return unexpected_exit(exit_code_, output);
}

finding runner_process::reap_during_case() {
  if (timed_out_) kill(pid_, SIGKILL);
  auto cause = reap();
  if (timed_out_)
    cause = make_finding(
        oracle::hang, "hang:no-answer",
        fmt::format(
            "The process did not answer for {} s while this case ran, and its own watchdog reported no "
            "hang. Its memory may be overwritten. Gauntlet killed it.",
            options_.answer_timeout.count() / 1000),
        stderr_text());
  auto out = cause ? *std::move(cause) : unexpected_exit(exit_code_, stderr_text());
  out.schedule = last_schedule();
  if (!out.sanitizer.empty()) out.sanitizer = readable_stderr();
  return out;
}

std::string runner_process::stderr_text() const {
  std::ifstream in(options_.stderr_file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string runner_process::readable_stderr() const {
  return recorder_.with_thread_starts(stderr_text(), options_.executable);
}

std::optional<schedule_record> runner_process::last_schedule() const {
  return recorder_.last(options_.executable);
}

}  // namespace gauntlet::campaign
