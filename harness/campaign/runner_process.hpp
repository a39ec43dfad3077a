#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/campaign/flight_recorder.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace gauntlet::campaign {

/// One runner as a child process: its requests, its answers, its last words.
/// Threading: used by one thread, which must outlive it (the child is killed when that thread ends).
class runner_process {
 public:
  struct options {
    std::filesystem::path executable;
    std::filesystem::path stderr_file;  ///< the file that its standard error goes to
    bool symbolize = false;  ///< sanitizer reports with functions and lines: slow, for the final replay
    const std::atomic<bool>* stop = nullptr;            ///< once true, nobody waits for an answer any more
    std::chrono::milliseconds answer_timeout{120'000};  ///< longer than any watchdog of a runner waits
    std::chrono::milliseconds patience_at_the_end{10'000};  ///< for a child that has said its last, and lives
  };

  explicit runner_process(options options);
  /// Kills and reaps the child.
  ~runner_process();
  runner_process(const runner_process&) = delete;
  runner_process& operator=(const runner_process&) = delete;

  /// Starts the child, if it does not run, and sends the request. Errors: std::system_error.
  void send(const protocol::request& request);
  /// The next answer line; nothing when the child has died, `timeout` has passed (then `timed_out()`), or the
  /// stop of the options has come (then `stopped()`).
  [[nodiscard]] std::optional<std::string> next_line(std::chrono::milliseconds timeout);
  [[nodiscard]] std::optional<std::string> next_line() { return next_line(options_.answer_timeout); }
  [[nodiscard]] bool timed_out() const { return timed_out_; }
  [[nodiscard]] bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  /// Ends the child and says, from its wait status and its last words, what killed it. Nothing where it ended
  /// as it should after a finding. Errors: std::runtime_error where it never was a runner.
  std::optional<protocol::finding> reap();
  /// The same, where a case was running: then no exit code is as it should be, and a child that gave no
  /// answer in time is killed.
  protocol::finding reap_during_case();
  void kill_now();

  /// What the child wrote to its standard error since it was started.
  [[nodiscard]] std::string stderr_text() const;
  /// The same, for a person: threads of a schedule are said to be started where the subject did.
  [[nodiscard]] std::string readable_stderr() const;
  /// The schedule that the child, now gone, ran last, where a case was explored.
  [[nodiscard]] std::optional<protocol::schedule_record> last_schedule() const;
  [[nodiscard]] bool running() const { return pid_ > 0; }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  void start();
  void close_pipes();
  int wait_for_the_end(bool& killed) const;
  std::optional<std::string> take_line();

  options options_;
  flight_recorder recorder_;
  pid_t pid_ = -1;
  int to_child_ = -1, from_child_ = -1;
  std::string buffer_;
  std::size_t taken_ = 0;  // of the buffer, by earlier lines
  bool timed_out_ = false;
  bool spoke_ = false;  // the child was a runner: it has said something
  int exit_code_ = 0;   // of the last child
};

}  // namespace gauntlet::campaign
