#pragma once

#include <optional>
#include <string>

#include "harness/protocol/case_file.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// What a case file keeps of the explored run that it was written from; none where that ran on free threads.
[[nodiscard]] std::optional<protocol::recorded_run> record_of(const protocol::finding& found);

/// Where a run under recorded decisions first was another one than that which was recorded: "step 17:
/// recorded …, now …"; nothing where steps and history are identical.
[[nodiscard]] std::optional<std::string> difference(const protocol::recorded_run& recorded,
                                                    const protocol::finding& now);

}  // namespace gauntlet::campaign
