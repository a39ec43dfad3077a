#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gauntlet::campaign {

/// A program, and all processes that it starts, under a supervisor: a process in between. Orphans become
/// children of the supervisor (PR_SET_CHILD_SUBREAPER), so that it finds them also after setsid. When the
/// program ends or is stopped, or when `kill` is called, or when the orchestrator ends, the supervisor kills
/// them all. Threading: used by one thread.
class supervised_program {
 public:
  struct start_options {
    const char* file;          ///< of the program
    char* const* arguments;    ///< argv
    char* const* environment;  ///< envp
    int input, output, error;  ///< descriptors that become 0, 1 and 2
    int inherited;             ///< a descriptor that the program inherits
    /// Files to which the supervisor writes "0" before it starts the program (process_limits.hpp).
    const std::vector<std::string>& to_join;
  };
  /// How the program ended.
  struct end {
    int status = 0;             ///< as of waitpid
    int stopped_by = 0;         ///< the signal that stopped it; it was killed then
    unsigned others_ended = 0;  ///< processes that still ran, and were killed
  };

  supervised_program() = default;
  ~supervised_program();
  supervised_program(const supervised_program&) = delete;
  supervised_program& operator=(const supervised_program&) = delete;

  /// Requires: no program runs. Allocates nothing after the fork. Errors: std::system_error; nothing runs
  /// and no descriptor is left open.
  void start(const start_options& options);
  [[nodiscard]] bool running() const { return supervisor_ > 0; }
  /// Returns a descriptor that becomes readable when the program and all others have ended.
  [[nodiscard]] int ended() const { return status_; }
  /// Waits for the end, at most that long. Returns nullopt if the program still runs.
  std::optional<end> wait(std::chrono::milliseconds timeout);
  /// Kills the program and all processes that it has started, and waits for their end. Returns nullopt if
  /// the supervisor itself was killed.
  std::optional<end> kill();

 private:
  void close_pipes();

  pid_t supervisor_ = -1;
  int control_ = -1;  // its end makes the supervisor kill all
  int status_ = -1;
};

}  // namespace gauntlet::campaign
