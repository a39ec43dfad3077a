#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/catalogue.hpp"

namespace gauntlet::cli {

/// An executable that runs cases: `gauntlet-runner-FLAVOUR`, or `gauntlet-runner-FLAVOUR.SET` for another set
/// of subjects.
struct runner_file {
  std::filesystem::path file;
  std::string flavour;
  std::string set;                    ///< empty: the main runner of its flavour
  std::vector<std::string> subjects;  ///< by name
};

/// The runners of an installation, with their subjects and properties.
struct installation {
  std::filesystem::path folder;  ///< the folder of the runners
  std::vector<runner_file> runners;
  /// The flavours of this build first, then the runners for other languages.
  std::vector<std::string> flavours;
  std::string compiler;
  std::vector<protocol::subject> subjects;
  std::vector<protocol::property> properties;

  /// Returns the runner that holds the subject in this flavour, or nullopt if there is none.
  [[nodiscard]] std::optional<std::filesystem::path> runner_for(const std::string& flavour,
                                                                const protocol::subject& subject) const;
  /// Returns the flavours in which the subject can run.
  [[nodiscard]] std::vector<std::string> flavours_of(const protocol::subject& subject) const;
};

/// Asks all runners in this folder for their subjects. An empty path means the folder of this executable.
/// Without any runner, only the properties are known. Errors: std::runtime_error if a runner does not answer.
[[nodiscard]] installation list_installation(const std::filesystem::path& runners);

/// Does the same as list_installation, for a command that runs cases. Errors: also plan::bad_input if there
/// is no runner.
[[nodiscard]] installation find_installation(const std::filesystem::path& runners);

/// Returns whether this is a flavour of this build, and not the runner for another language.
[[nodiscard]] bool is_built(const std::string& flavour);

/// Returns the folder of this executable.
[[nodiscard]] std::filesystem::path folder_of_this_program();

}  // namespace gauntlet::cli
