#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/run/subject.hpp"

namespace gauntlet::campaign {

/// What a runner tells about a subject; `make` stays behind in the runner.
[[nodiscard]] nlohmann::json to_json(const run::subject_info& subject);
/// Requires: made by `to_json`.
[[nodiscard]] run::subject_info read_subject(const nlohmann::json& in);

}  // namespace gauntlet::campaign
