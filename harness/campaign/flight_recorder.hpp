#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "harness/protocol/finding.hpp"
#include "harness/schedule/engine/flight_record.hpp"

namespace gauntlet::campaign {

/// Memory that a runner writes its schedules into, and that tells the last one, also where the runner has
/// died in it.
class flight_recorder {
 public:
  /// Errors: std::system_error.
  explicit flight_recorder(bool with_stacks);
  ~flight_recorder();
  flight_recorder(const flight_recorder&) = delete;
  flight_recorder& operator=(const flight_recorder&) = delete;

  /// What the runner is given, by the environment variable `record_variable`.
  [[nodiscard]] int file() const { return file_; }

  /// Before a runner begins to write.
  void forget();
  /// The schedule of the case that a runner of this program, now gone, ran last; with source lines where
  /// there are stacks. None where no schedule of a case was running.
  [[nodiscard]] std::optional<protocol::schedule_record> last(const std::filesystem::path& program) const;
  /// ThreadSanitizer's text, where threads of the schedule were started by the subject, not by the harness
  /// long before.
  [[nodiscard]] std::string with_starts(const std::string& text, const std::filesystem::path& program) const;

 private:
  int file_;
  schedule::flight_record* record_;
};

}  // namespace gauntlet::campaign
