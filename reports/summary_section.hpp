#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// Returns the section `summary` of the document: the sentence that the terminal prints last, the counts, the
/// exit code and the warnings. Requires: tally.begun().
[[nodiscard]] nlohmann::json summary_section(const campaign::tally& tally);

}  // namespace gauntlet::reports
