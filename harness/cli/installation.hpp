#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/catalogue.hpp"

namespace gauntlet::cli {

/// An executable that runs cases: `gauntlet-runner-FLAVOUR`, or `gauntlet-runner-FLAVOUR.SET` for a further
/// set of subjects.
struct runner_file {
  std::filesystem::path file;
  std::string flavour;
  std::string set;                    ///< empty: the main runner of its flavour
  std::vector<std::string> subjects;  ///< by name
};

/// What this installation holds: its runners, and what they list.
struct installation {
  std::filesystem::path folder;  ///< of the runners
  std::vector<runner_file> runners;
  std::vector<std::string> flavours;  ///< those of this build first, then the runners of other languages
  std::string compiler;
  std::vector<protocol::subject> subjects;
  std::vector<protocol::property> properties;

  /// The runner that holds the subject in this flavour; nothing where none does.
  [[nodiscard]] std::optional<std::filesystem::path> runner_for(const std::string& flavour,
                                                                const protocol::subject& subject) const;
  /// The flavours in which the subject can be run.
  [[nodiscard]] std::vector<std::string> flavours_of(const protocol::subject& subject) const;
};

/// Asks the runners in this folder; empty: beside this executable. Where there are none, only the properties
/// are known. Errors: std::runtime_error where a runner does not answer.
[[nodiscard]] installation list_installation(const std::filesystem::path& runners);

/// The same, for a command that runs cases. Errors: also plan::bad_input where there is no runner.
[[nodiscard]] installation find_installation(const std::filesystem::path& runners);

/// Whether it is a flavour of this build, and not the runner of another language.
[[nodiscard]] bool is_built(const std::string& flavour);

/// The folder of this executable.
[[nodiscard]] std::filesystem::path folder_of_this_program();

}  // namespace gauntlet::cli
