#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <utility>
#include <vector>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// Returns the section `explore` of the document (reports/report.schema.json): the failures that each
/// strategy found, and the number of schedules up to the first failure of each job. Returns null for a
/// campaign that did not explore.
[[nodiscard]] nlohmann::json explore_section(const campaign::tally& tally);

/// Returns the smallest value such that at least `percent` % of the values are not greater (nearest rank).
/// Requires: at least one value, in ascending order; 0 < percent <= 100.
[[nodiscard]] std::uint64_t quantile(const std::vector<std::uint64_t>& ascending, std::uint32_t percent);

/// Returns the buckets of the histogram as [first, last] pairs: 1, 2 to 3, 4 to 9, 10 to 31, 32 to 99, 100 to
/// 316, … (two buckets for each power of ten). The last bucket contains `largest`. Requires: largest > 0.
[[nodiscard]] std::vector<std::pair<std::uint64_t, std::uint64_t>> buckets_up_to(std::uint64_t largest);

}  // namespace gauntlet::reports
