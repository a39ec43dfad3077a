#pragma once

#include <string>

#include "harness/protocol/journal_entry.hpp"

namespace gauntlet::reports {

/// Returns how often the case of a finding failed again: "failed 3 of 10 runs", "failed 2 of 2 runs, each
/// after the 40 cases before it", "did not fail again in 25 runs; found once".
[[nodiscard]] std::string how_often(const protocol::reduced_entry& reduced);

}  // namespace gauntlet::reports
