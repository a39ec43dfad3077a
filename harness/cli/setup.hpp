#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "harness/campaign/tally.hpp"
#include "harness/run/subject.hpp"

namespace gauntlet::cli {

inline constexpr int exit_ok = 0;
inline constexpr int exit_violations = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_harness = 3;
inline constexpr int exit_interrupted = 130;

/// What this installation holds: its runners, and what they say of themselves.
struct installation {
  std::filesystem::path folder;       ///< of the executables
  std::vector<std::string> flavours;  ///< those of this build first, then the runners of other languages
  std::vector<run::subject_info> subjects;
  std::vector<campaign::property_name> properties;
  nlohmann::json catalogue;  ///< a runner's answer to `list`
};

/// Asks the runners in this folder; none: beside this executable. Errors: std::runtime_error that names what
/// is missing and how to build it.
[[nodiscard]] installation find_installation(const std::filesystem::path& runners);

/// Whether it is a flavour of this build, and not the runner of another language.
[[nodiscard]] bool is_built(const std::string& flavour);
/// Whether the runner of this flavour holds the subject, and all that do.
[[nodiscard]] bool holds(const std::string& flavour, const run::subject_info& subject);
[[nodiscard]] std::vector<std::string> flavours_of(const installation& here,
                                                   const run::subject_info& subject);

/// The folder of this executable.
[[nodiscard]] std::filesystem::path folder_of_this_program();

/// Whether a name fits a pattern with * and ?.
[[nodiscard]] bool fits(const std::string& name, const std::string& pattern);

/// The flavours and the subjects that a person asked for, by an option or in a file. Errors: plan::bad_input
/// that says where it stands and lists what there is.
[[nodiscard]] std::vector<std::string> choose_flavours(const installation& here,
                                                       const std::vector<std::string>& wanted,
                                                       const std::string& where = "--flavour");
[[nodiscard]] std::vector<const run::subject_info*> choose_subjects(const installation& here,
                                                                    const std::vector<std::string>& wanted,
                                                                    const std::string& where = "--subject");
void check_properties(const installation& here, const std::vector<std::string>& wanted);

}  // namespace gauntlet::cli
