#pragma once

#include <string>
#include <vector>

#include "harness/cli/installation.hpp"

/// What a user selects on the command line or in a file. Every function throws plan::bad_input that names
/// where the selection stands and lists what there is.
namespace gauntlet::cli {

/// Whether a name matches a pattern with * and ?.
[[nodiscard]] bool matches(const std::string& name, const std::string& pattern);

/// The flavours of these names; all where none are named.
[[nodiscard]] std::vector<std::string> choose_flavours(const installation& here,
                                                       const std::vector<std::string>& wanted,
                                                       const std::string& where = "--flavour");
/// The subjects that match a pattern or a kind (references, mutants, …); all where none are named.
[[nodiscard]] std::vector<const protocol::subject*> choose_subjects(const installation& here,
                                                                    const std::vector<std::string>& wanted,
                                                                    const std::string& where = "--subject");
void check_properties(const installation& here, const std::vector<std::string>& wanted);

/// The CMake target that builds the runner which would hold the subject in a flavour of this build.
[[nodiscard]] std::string target_for(const std::string& flavour, const protocol::subject& subject);

}  // namespace gauntlet::cli
