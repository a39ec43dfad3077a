#pragma once

#include <string>

#include "harness/cli/installation.hpp"

namespace gauntlet::cli {

/// Returns the content of docs/properties.md: every property, where it does not apply, and which mutants it
/// must kill.
[[nodiscard]] std::string properties_in_markdown(const installation& here);

}  // namespace gauntlet::cli
