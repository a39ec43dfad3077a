#pragma once

#include <string>

#include "harness/cli/installation.hpp"

namespace gauntlet::cli {

/// Returns the content of docs/properties.md: every property with its rule and the mutants that it must kill.
/// The page is the same on every machine.
[[nodiscard]] std::string properties_in_markdown(const installation& here);

}  // namespace gauntlet::cli
