#pragma once

#include <string>
#include <vector>

#include "harness/cli/installation.hpp"

/// Resolves what a user selects on the command line or in a file. Each function throws plan::bad_input for an
/// invalid selection; the message names its place (an option, or a file and field) and lists the valid
/// choices.
namespace gauntlet::cli {

/// Returns whether a name matches a pattern with the wildcards * and ?.
[[nodiscard]] bool matches(const std::string& name, const std::string& pattern);

/// Returns the flavours of these names, or all flavours if `requested` is empty.
[[nodiscard]] std::vector<std::string> choose_flavours(const installation& here,
                                                       const std::vector<std::string>& requested,
                                                       const std::string& where = "--flavour");
/// Returns the subjects that match a pattern or a kind (references, mutants, …), or all subjects if
/// `requested` is empty.
[[nodiscard]] std::vector<const protocol::subject*> choose_subjects(const installation& here,
                                                                    const std::vector<std::string>& requested,
                                                                    const std::string& where = "--subject");
/// Checks that every property exists.
void check_properties(const installation& here, const std::vector<std::string>& requested);

/// Returns the CMake target that builds the runner of this subject in a flavour of this build.
[[nodiscard]] std::string target_for(const std::string& flavour, const protocol::subject& subject);

}  // namespace gauntlet::cli
