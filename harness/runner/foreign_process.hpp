#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace gauntlet::runner {

/// A program in another language that runs plans. It reads a line and answers with a line (docs/protocol.md).
/// Threading: used by one thread, which must outlive this object: the kernel kills the child when that thread
/// ends.
class foreign_process {
 public:
  struct options {
    std::filesystem::path executable;
    /// Longer than the program itself waits for a case that hangs.
    std::chrono::milliseconds answer_timeout{100'000};
  };
  /// How the last question ended.
  enum class ending { answered, exited, timed_out };

  explicit foreign_process(options options);
  /// Kills and reaps the child.
  ~foreign_process();
  foreign_process(const foreign_process&) = delete;
  foreign_process& operator=(const foreign_process&) = delete;

  /// Starts the child if it does not run, and sends the line. Returns the answer. Returns nullopt if the
  /// child exited (see `status()`), or did not answer in time (it is then killed). Errors: std::system_error;
  /// std::runtime_error if the child cannot be started.
  [[nodiscard]] std::optional<std::string> ask(const std::string& line);
  [[nodiscard]] enum ending ending() const { return ending_; }
  /// Returns the wait status of the last child that exited.
  [[nodiscard]] int status() const { return status_; }
  /// Returns what the child has written to its standard error since the last call, and copies it to the
  /// standard error of this process.
  [[nodiscard]] std::string take_stderr();
  /// Kills the child. The next `ask` starts a new one.
  void end();
  [[nodiscard]] const std::filesystem::path& executable() const { return options_.executable; }

 private:
  void start();
  bool send(const std::string& line) const;
  std::optional<std::string> receive();
  void reap();

  options options_;
  pid_t pid_ = -1;
  int to_child_ = -1, from_child_ = -1;
  int stderr_ = -1;  // a file in memory: a child never blocks, however much it writes
  off_t stderr_read_ = 0;
  std::string buffer_;
  enum ending ending_ = ending::answered;
  int status_ = 0;
};

}  // namespace gauntlet::runner
