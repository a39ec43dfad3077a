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
#include <string_view>
#include <system_error>
#include <utility>

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
  out.push_back(fmt::format("{}=1", protocol::marks_variable));
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

/// A pipe whose ends are closed by the destructor, unless they are taken.
struct pipe_pair {
  pipe_pair() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
    reads = ends[0];
    writes = ends[1];
  }
  ~pipe_pair() {
    for (const int fd : {reads, writes})
      if (fd >= 0) close(fd);
  }
  pipe_pair(const pipe_pair&) = delete;
  pipe_pair& operator=(const pipe_pair&) = delete;
  int reads = -1, writes = -1;
};

}  // namespace

runner_process::runner_process(options options)
    : options_(std::move(options)), recorder_(options_.symbolize) {}

runner_process::~runner_process() { kill_now(); }

void runner_process::start(bool detects_lock_orders) {
  pipe_pair in, out, error;
  auto environment = environment_for_runner({options_.symbolize, detects_lock_orders}, recorder_.file());
  recorder_.clear();
  std::vector<char*> pointers;
  for (auto& entry : environment) pointers.push_back(entry.data());
  pointers.push_back(nullptr);
  auto words = options_.stderr_file.string();  // tells a reader of a list of processes where it belongs
  std::array<char*, 3> arguments{const_cast<char*>(options_.executable.c_str()),
                                 words.empty() ? nullptr : words.data(), nullptr};
  program_.start({options_.executable.c_str(), arguments.data(), pointers.data(), in.reads, out.writes,
                  error.writes, recorder_.file(), limits_.to_join()});
  to_child_ = std::exchange(in.writes, -1);
  from_child_ = std::exchange(out.reads, -1);
  stderr_pipe_ = std::exchange(error.reads, -1);
  for (const int fd : {to_child_, stderr_pipe_}) fcntl(fd, F_SETFL, O_NONBLOCK);
  buffer_.clear();
  stderr_.clear();
  consumed_ = 0;
  answered_ = closed_its_pipe_ = false;
}

void runner_process::send(const protocol::request& request) {
  explores_ = request.explore.has_value();
  // Explore observes deadlocks; ThreadSanitizer only guesses them.
  if (!running()) start(!request.explore && request.on_lock_order != protocol::lock_orders::ignore);
  const auto line = to_line(request);
  std::size_t done = 0;
  const auto deadline = std::chrono::steady_clock::now() + options_.answer_timeout;
  while (done < line.size() && !stopped() && std::chrono::steady_clock::now() < deadline) {
    const auto n = write(to_child_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EAGAIN) {  // a runner that does not read
      pollfd wait{to_child_, POLLOUT, 0};
      poll(&wait, 1, static_cast<int>(poll_slice_ms));
      read_stderr();
      continue;
    }
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
  using clock = std::chrono::steady_clock;
  timed_out_ = false;
  auto deadline = clock::now() + timeout;
  if (options_.deadline) deadline = std::min(deadline, *options_.deadline);
  for (;;) {
    if (stopped()) return std::nullopt;
    if (auto line = take_line()) return line;
    if (from_child_ < 0) return std::nullopt;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock::now()).count();
    // In slices, because a signal may be handled by another thread and then does not interrupt this poll. If
    // the child has ended, an answer pipe that another process holds open says nothing.
    std::array<pollfd, 3> events{
        {{from_child_, POLLIN, 0}, {stderr_pipe_, POLLIN, 0}, {program_.ended(), POLLIN, 0}}};
    const int ready = poll(events.data(), events.size(),
                           static_cast<int>(std::clamp<std::int64_t>(left, 0, poll_slice_ms)));
    if (ready < 0 && errno == EINTR) continue;
    if (events[1].revents != 0) read_stderr();
    if (events[0].revents != 0) {
      if (!read_answers()) return std::nullopt;
    } else if (events[2].revents != 0) {
      return std::nullopt;
    }
    if (left <= 0 && ready <= 0) {
      timed_out_ = true;
      return std::nullopt;
    }
  }
}

/// Returns false at the end of the answers.
bool runner_process::read_answers() {
  constexpr std::size_t longest_line = 256u << 20;  // without an end: garbage that the subject writes
  std::array<char, 65536> chunk;
  const auto n = read(from_child_, chunk.data(), chunk.size());
  if (n < 0 && errno == EINTR) return true;
  if (n <= 0 || buffer_.size() - consumed_ > longest_line) return false;
  answered_ = true;
  buffer_.append(chunk.data(), static_cast<std::size_t>(n));
  return true;
}

void runner_process::read_stderr() {
  std::array<char, 65536> chunk;
  for (int reads = 0; stderr_pipe_ >= 0 && reads < 16; ++reads) {
    const auto n = read(stderr_pipe_, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;  // nothing more now
    if (n == 0) {
      close(std::exchange(stderr_pipe_, -1));
      return;
    }
    stderr_.add({chunk.data(), static_cast<std::size_t>(n)});
  }
}

void runner_process::store_stderr() const {
  if (options_.stderr_file.empty()) return;
  std::ofstream(options_.stderr_file, std::ios::binary) << stderr_.text();
}

void runner_process::close_pipes() {
  for (int* fd : {&to_child_, &from_child_, &stderr_pipe_}) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
  }
}

void runner_process::kill_now() {
  if (!running()) return;
  (void)program_.kill();
  read_stderr();
  store_stderr();
  close_pipes();
}

finding runner_process::reject(const std::string& answered) {
  kill_now();
  return make_finding(oracle::crash, "crash:spoilt-memory",
                      fmt::format("The process answered {}. The subject has overwritten memory of the "
                                  "runner, or has written to its connection to Gauntlet.",
                                  answered),
                      stderr_text());
}

/// Waits until the child has ended, and reads what it still writes to its standard error. Kills a child that
/// has closed its pipe and does not end in time.
supervised_program::end runner_process::wait_for_exit(bool& killed) {
  using clock = std::chrono::steady_clock;
  const auto patience = clock::now() + options_.exit_timeout;
  std::optional<supervised_program::end> ended;
  while (!ended && !killed) {
    std::array<pollfd, 2> events{{{program_.ended(), POLLIN, 0}, {stderr_pipe_, POLLIN, 0}}};
    poll(events.data(), events.size(), static_cast<int>(poll_slice_ms));
    read_stderr();
    ended = program_.wait(std::chrono::milliseconds(0));
    if (ended || clock::now() < patience) continue;
    killed = true;
    ended = program_.kill();
  }
  read_stderr();
  store_stderr();
  return ended.value_or(supervised_program::end{SIGKILL, 0, 0});
}

std::optional<finding> runner_process::reap() {
  if (!running()) return std::nullopt;
  for (int* fd : {&to_child_, &from_child_}) close(std::exchange(*fd, -1));
  bool was_killed = timed_out_;
  if (was_killed) (void)program_.kill();
  const auto ended = was_killed ? supervised_program::end{SIGKILL, 0, 0} : wait_for_exit(was_killed);
  const int status = ended.status;
  read_stderr();
  close_pipes();
  exit_code_ = -1;
  closed_its_pipe_ = was_killed && !timed_out_;
  if (was_killed) return finding_in_text(stderr_text());
  if (ended.stopped_by != 0)
    return make_finding(oracle::crash, "crash:" + signal_name(ended.stopped_by),
                        fmt::format("The process was stopped by {} while this case ran. Gauntlet killed it.",
                                    signal_name(ended.stopped_by)),
                        stderr_text());
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
  auto cause = reap();
  if (timed_out_)
    cause = make_finding(
        oracle::hang, "hang:no-answer",
        "The process did not answer in time while this case ran, and its own watchdog reported no hang. Its "
        "memory may be overwritten. Gauntlet killed it.",
        stderr_text());
  if (!cause && closed_its_pipe_)
    cause = make_finding(
        oracle::crash, "crash:no-channel",
        "While this case ran, the process closed its connection to Gauntlet and did not end, for example "
        "because it called exec. Gauntlet killed it.",
        stderr_text());
  auto out = cause ? *std::move(cause) : unexpected_exit(exit_code_, stderr_text());
  out.schedule = last_schedule();
  if (!out.sanitizer.empty()) out.sanitizer = readable_stderr();
  return out;
}

std::string runner_process::stderr_text() const { return stderr_.text(); }

std::string runner_process::readable_stderr() const {
  return recorder_.with_thread_starts(stderr_text(), options_.executable);
}

std::optional<schedule_record> runner_process::last_schedule() const {
  return explores_ ? recorder_.last(options_.executable) : std::nullopt;
}

}  // namespace gauntlet::campaign
