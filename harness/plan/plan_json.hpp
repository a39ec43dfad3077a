#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

class json_reader;

/// Returns the plan as JSON. `read_plan` of the result returns an equal plan.
[[nodiscard]] nlohmann::json to_json(const plan& plan);

/// Returns the plan of a JSON value. Errors: bad_input, one line that names the field and the cure, for an
/// unknown field, an incorrect type, a value out of range or another version. Does not check whether the plan
/// is possible, because that depends on the subject: see `why_impossible`.
[[nodiscard]] plan read_plan(const json_reader& in);

/// The faults of a plan as JSON, for messages whose receiver knows the rest of the plan. Errors: as
/// `read_plan`.
[[nodiscard]] nlohmann::json to_json(const faults& faults);
[[nodiscard]] faults read_faults_of_plan(const json_reader& in);

/// Capabilities as JSON, for the protocol between orchestrator and runner. A missing flag gets its default.
/// Errors: bad_input.
[[nodiscard]] nlohmann::json to_json(const capabilities& capabilities);
[[nodiscard]] capabilities read_capabilities(const json_reader& in);

}  // namespace gauntlet::plan
