#pragma once

#include <optional>
#include <string>

#include "harness/protocol/case_file.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// Returns what a case file keeps of an explored run. Returns nullopt if the case ran under stress.
[[nodiscard]] std::optional<protocol::recorded_run> record_of(const protocol::finding& found);

/// Returns the first difference between a recorded run and its replay: "step 17: recorded …, now …". Returns
/// nullopt if their steps and histories are identical.
[[nodiscard]] std::optional<std::string> difference(const protocol::recorded_run& recorded,
                                                    const protocol::finding& now);

}  // namespace gauntlet::campaign
