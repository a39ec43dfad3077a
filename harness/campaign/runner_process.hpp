#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/campaign/captured_text.hpp"
#include "harness/campaign/flight_recorder.hpp"
#include "harness/campaign/process_limits.hpp"
#include "harness/campaign/supervisor.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace gauntlet::campaign {

/// One runner as a supervised program, with its requests, its answers and its stderr. When it ends, no
/// process that it has started is left. Threading: used by one thread.
class runner_process {
 public:
  struct options {
    std::filesystem::path executable;
    /// Receives the standard error of the last child when it ends: its beginning and its end, if it is long.
    /// Empty: it is not stored.
    std::filesystem::path stderr_file{};
    bool symbolize = false;                   ///< sanitizer reports name functions and lines; slow
    const std::atomic<bool>* stop = nullptr;  ///< if it becomes true, `next_line` returns within 100 ms
    std::chrono::milliseconds answer_timeout{120'000};  ///< longer than any watchdog of a runner waits
    /// For a child that has closed its pipe and still runs.
    std::chrono::milliseconds exit_timeout{2'000};
    /// No wait for an answer lasts longer than until this time. A child that does not answer then is killed.
    std::optional<std::chrono::steady_clock::time_point> deadline{};
  };

  explicit runner_process(options options);
  /// Kills and reaps the child.
  ~runner_process();
  runner_process(const runner_process&) = delete;
  runner_process& operator=(const runner_process&) = delete;

  /// Starts the child if it does not run, and sends the request. Errors: std::system_error.
  void send(const protocol::request& request);
  /// Returns the next answer line. Returns nullopt if the child has closed its pipe, if `timeout` has passed
  /// (see `timed_out()`), or if the stop of the options is true (see `stopped()`).
  [[nodiscard]] std::optional<std::string> next_line(std::chrono::milliseconds timeout);
  [[nodiscard]] std::optional<std::string> next_line() { return next_line(options_.answer_timeout); }
  [[nodiscard]] bool timed_out() const { return timed_out_; }
  [[nodiscard]] bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  /// Waits for the end of the child, and kills it if it does not end in time. Returns the cause of its end,
  /// from its wait status and its stderr. Returns nullopt if it ended after a finding or with exit code 0.
  /// Errors: std::runtime_error if the program could not be started.
  std::optional<protocol::finding> reap();
  /// Does the same as `reap` after a case was running. Any exit code is then a finding, and a child that did
  /// not answer in time is killed immediately.
  protocol::finding reap_during_case();
  /// Kills and reaps the child.
  void kill_now();
  /// Kills and reaps a child that has sent an answer that it cannot send. Returns a finding that says so.
  /// `answered`: completes the sentence "The process answered …".
  protocol::finding reject(const std::string& answered);

  /// Returns what the child has written to its standard error since it was started.
  [[nodiscard]] std::string stderr_text() const;
  /// Returns the stderr of the child for a report: logical threads are created where the subject created
  /// them.
  [[nodiscard]] std::string readable_stderr() const;
  /// Returns the last schedule of the child, or nullopt if no case was explored. Requires: the child has
  /// ended.
  [[nodiscard]] std::optional<protocol::schedule_record> last_schedule() const;
  [[nodiscard]] bool running() const { return program_.running(); }

 private:
  void start(bool detects_lock_orders);
  void close_pipes();
  supervised_program::end wait_for_exit(bool& killed);
  std::optional<std::string> take_line();
  bool read_answers();
  void read_stderr();
  void store_stderr() const;

  options options_;
  flight_recorder recorder_;
  process_limits limits_;
  supervised_program program_;
  captured_text stderr_;
  int to_child_ = -1, from_child_ = -1, stderr_pipe_ = -1;
  std::string buffer_;
  std::size_t consumed_ = 0;  // bytes of the buffer that earlier lines used
  bool timed_out_ = false;
  bool explores_ = false;         // the last request; otherwise the record says nothing
  bool closed_its_pipe_ = false;  // the last child, while it still ran
  bool answered_ = false;         // the child has written a line, and so is a runner
  int exit_code_ = 0;             // of the last child
};

}  // namespace gauntlet::campaign
