#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "harness/campaign/finding.hpp"
#include "harness/campaign/protocol.hpp"

namespace gauntlet::campaign {

/// One runner as a child process: its requests, its answers, its last words.
/// Threading: used by one thread, which must outlive it (the child is killed when that thread ends).
class runner_process {
 public:
  struct options {
    std::filesystem::path executable;
    std::filesystem::path last_words;  ///< the file that its standard error goes to
    bool symbolize = false;  ///< sanitizer reports with functions and lines: slow, for the final replay
  };

  explicit runner_process(options options);
  /// Kills and reaps the child.
  ~runner_process();
  runner_process(const runner_process&) = delete;
  runner_process& operator=(const runner_process&) = delete;

  /// Starts the child, if it does not run, and sends the request. Errors: std::system_error.
  void send(const request& request);
  /// The next answer line; nothing when the child has died, or `timeout` has passed (then `timed_out()`).
  [[nodiscard]] std::optional<std::string> next_line(std::chrono::milliseconds timeout);
  [[nodiscard]] bool timed_out() const { return timed_out_; }

  /// Ends the child and says, from its wait status and its last words, what killed it. Nothing where it ended
  /// as it should after a finding.
  std::optional<finding> reap();
  void kill_now();

  /// What the child wrote to its standard error since it was started.
  [[nodiscard]] std::string last_words() const;
  [[nodiscard]] bool running() const { return pid_ > 0; }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  void start();
  void close_pipes();
  /// Its wait status; nothing where it had to be killed.
  [[nodiscard]] std::optional<int> wait_for_end() const;
  std::optional<std::string> take_line();

  options options_;
  pid_t pid_ = -1;
  int to_child_ = -1, from_child_ = -1;
  std::string buffer_;
  std::size_t taken_ = 0;  // of the buffer, by earlier lines
  bool timed_out_ = false;
};

/// What a sanitizer's text says: its oracle and key, `asan:heap-use-after-free` say; nothing where it is
/// none.
[[nodiscard]] std::optional<finding> finding_in_text(const std::string& text);

}  // namespace gauntlet::campaign
