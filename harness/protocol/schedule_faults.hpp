#pragma once

#include <nlohmann/json_fwd.hpp>

#include "gauntlet/detail/schedule_options.hpp"
#include "harness/plan/json_reader.hpp"

namespace gauntlet::protocol {

[[nodiscard]] nlohmann::json to_json(const schedule::schedule_faults& faults);
/// A field that is absent is zero. Errors: plan::bad_input.
[[nodiscard]] schedule::schedule_faults read_faults(const plan::json_reader& in);

}  // namespace gauntlet::protocol
