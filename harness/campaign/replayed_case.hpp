#pragma once

#include <optional>
#include <string>

#include "harness/campaign/case_file.hpp"
#include "harness/campaign/finding.hpp"

namespace gauntlet::campaign {

/// What a case file keeps of the explored run that it was written from; none where that ran on free threads.
[[nodiscard]] std::optional<recorded_run> record_of(const finding& found);

/// Where a run under recorded decisions first was another one than that which was recorded: "step 17:
/// recorded …, now …"; nothing where steps and history are identical.
[[nodiscard]] std::optional<std::string> difference(const recorded_run& recorded, const finding& now);

}  // namespace gauntlet::campaign
