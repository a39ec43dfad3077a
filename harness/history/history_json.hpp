#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/history/history.hpp"

namespace gauntlet::history {

/// The history as JSON, for the protocol and for case files: an event is an array [kind, task, value, extra,
/// time].
[[nodiscard]] nlohmann::json to_json(const history& history);
/// Requires: made by `to_json`. Errors: nlohmann::json::exception.
[[nodiscard]] history read_history(const nlohmann::json& in);

}  // namespace gauntlet::history
