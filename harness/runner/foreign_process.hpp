#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

namespace gauntlet::runner {

/// A program in another language that runs plans: one line in, one line out (docs/protocol.md).
/// Threading: used by one thread, which must outlive it (the child is killed when that thread ends).
class foreign_process {
 public:
  struct options {
    std::filesystem::path executable;
    std::chrono::milliseconds answer_timeout{100'000};  ///< longer than its own patience with a case
  };
  /// How the last question ended.
  enum class ending { answered, died, silent };

  explicit foreign_process(options options);
  /// Kills and reaps the child.
  ~foreign_process();
  foreign_process(const foreign_process&) = delete;
  foreign_process& operator=(const foreign_process&) = delete;

  /// Starts the child, if it does not run, and asks. Nothing where it died (then `status()`) or gave no
  /// answer in time (then it was killed). Errors: std::system_error; std::runtime_error where it can't be
  /// started.
  [[nodiscard]] std::optional<std::string> ask(const std::string& line);
  [[nodiscard]] enum ending ending() const { return ending_; }
  /// The wait status of a child that died.
  [[nodiscard]] int status() const { return status_; }
  /// What it wrote to its standard error since the last call, now also in our own.
  [[nodiscard]] std::string take_words();
  /// The next question goes to a new child.
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
  int words_ = -1;  // a file in memory, so that a child that writes much never blocks
  off_t words_taken_ = 0;
  std::string buffer_;
  enum ending ending_ = ending::answered;
  int status_ = 0;
};

}  // namespace gauntlet::runner
