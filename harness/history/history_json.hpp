#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/history/history.hpp"

namespace gauntlet::history {

/// Returns the history as JSON, for the protocol and for case files. An event is an array [kind, task, value,
/// extra, time].
[[nodiscard]] nlohmann::json to_json(const history& history);
/// Reads a history that `to_json` of this or an older version wrote. Errors: nlohmann::json::exception.
[[nodiscard]] history read_history(const nlohmann::json& in);

}  // namespace gauntlet::history
