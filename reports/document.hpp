#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/campaign/tally.hpp"

namespace gauntlet::reports {

/// Returns the report as one JSON document, as reports/report.schema.json describes it. The HTML page, the
/// JUnit file, the Markdown matrix and the terminal's summary are all made from this document.
[[nodiscard]] nlohmann::json make_document(const campaign::tally& tally);

}  // namespace gauntlet::reports
