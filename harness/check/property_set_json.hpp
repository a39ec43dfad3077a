#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/check/property_set.hpp"

namespace gauntlet::check {

/// Returns the set as JSON, for runner answers and journals: one unsigned integer if the set fits into 64
/// bits, otherwise an array of 64-bit words, lowest first. Guarantees: `read_property_set` returns the same
/// set.
[[nodiscard]] nlohmann::json to_json(const property_set& properties);
/// Reads what `to_json` returned. Errors: nlohmann::json::type_error if the value is neither an unsigned
/// integer nor an array of unsigned integers.
[[nodiscard]] property_set read_property_set(const nlohmann::json& in);

}  // namespace gauntlet::check
