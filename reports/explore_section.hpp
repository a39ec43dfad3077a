#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <utility>
#include <vector>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// The section `explore` of the document (reports/report.schema.json): which strategy found what, and how
/// many schedules it took until jobs failed first. Null for a campaign that did not explore.
[[nodiscard]] nlohmann::json explore_section(const campaign::tally& tally);

/// The smallest of the values that at least `percent` of them do not exceed (nearest rank). Requires: values
/// in ascending order, at least one; 0 < percent <= 100.
[[nodiscard]] std::uint64_t quantile(const std::vector<std::uint64_t>& ascending, std::uint32_t percent);

/// The buckets of the histogram: 1, 2 to 3, 4 to 9, 10 to 31, 32 to 99, 100 to 316, … (two to a power of
/// ten), up to that which holds `most`. Requires: most > 0.
[[nodiscard]] std::vector<std::pair<std::uint64_t, std::uint64_t>> buckets_up_to(std::uint64_t most);

}  // namespace gauntlet::reports
