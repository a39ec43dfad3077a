#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// Jobs of one subject, each with its flavour.
using jobs_of_subject = std::vector<std::pair<std::string, const campaign::job_tally*>>;

/// Returns a cell for each property of the campaign: its verdict on the subject, and how many cases of these
/// jobs exercised and violated it.
[[nodiscard]] nlohmann::json property_cells(const campaign::tally& tally, const protocol::subject& subject,
                                            const jobs_of_subject& jobs);

/// Returns the number of cells with each verdict.
[[nodiscard]] nlohmann::json count_verdicts(const nlohmann::json& cells);

/// Returns the ids of the properties that apply and that no case exercised.
[[nodiscard]] nlohmann::json ids_not_exercised(const nlohmann::json& cells);

}  // namespace gauntlet::reports
