#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/plan/plan.hpp"

namespace gauntlet::plan {

class json_reader;

/// The plan as JSON. `read_plan` of it is the same plan.
[[nodiscard]] nlohmann::json to_json(const plan& plan);

/// Errors: bad_input, one line that names the field and the cure (an unknown field, a wrong type, a value out
/// of range, another version). Whether the plan is possible depends on the subject: see `why_impossible`.
[[nodiscard]] plan read_plan(const json_reader& in);

/// The faults alone: of a plan that is the other side's but for these. Errors: as `read_plan`.
[[nodiscard]] nlohmann::json to_json(const faults& faults);
[[nodiscard]] faults read_faults_of_plan(const json_reader& in);

/// Capabilities as JSON, for the protocol between orchestrator and runner.
[[nodiscard]] nlohmann::json to_json(const capabilities& capabilities);
[[nodiscard]] capabilities read_capabilities(const json_reader& in);

}  // namespace gauntlet::plan
