#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "harness/protocol/finding.hpp"
#include "harness/schedule/engine/flight_record.hpp"

namespace gauntlet::campaign {

/// Shared memory that holds the current schedule of a runner, so that the orchestrator can read it after the
/// runner crashes. Threading: `last` and `with_thread_starts` require that the runner has ended.
class flight_recorder {
 public:
  /// Errors: std::system_error.
  explicit flight_recorder(bool with_stacks);
  ~flight_recorder();
  flight_recorder(const flight_recorder&) = delete;
  flight_recorder& operator=(const flight_recorder&) = delete;

  /// Returns the descriptor of the shared memory. The runner receives it in the environment variable
  /// `record_variable`.
  [[nodiscard]] int file() const { return file_; }

  /// Clears the record. Requires: no runner writes to it.
  void clear();
  /// Returns the last schedule of a runner of this program, with source lines if the record holds stacks.
  /// Returns nullopt if no schedule of a case was running. Requires: the runner has ended.
  [[nodiscard]] std::optional<protocol::schedule_record> last(const std::filesystem::path& program) const;
  /// Returns a ThreadSanitizer report in which each logical thread is created where the subject created it.
  /// ThreadSanitizer itself reports where the harness created the carrier.
  [[nodiscard]] std::string with_thread_starts(const std::string& text,
                                               const std::filesystem::path& program) const;

 private:
  int file_;
  schedule::flight_record* record_;
};

}  // namespace gauntlet::campaign
