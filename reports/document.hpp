#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// The report as one JSON document (reports/report.schema.json): the source of the HTML page, of JUnit and of
/// the terminal's summary.
[[nodiscard]] nlohmann::json make_document(const campaign::tally& tally);

}  // namespace gauntlet::reports
