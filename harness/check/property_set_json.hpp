#pragma once

#include <nlohmann/json_fwd.hpp>

#include "harness/check/property_set.hpp"

namespace gauntlet::check {

/// The set as JSON, for runner answers and journals: its bits as one unsigned integer while they fit into 64
/// of them, else an array of 64-bit words, lowest first. `read_property_set` of it is the same set.
[[nodiscard]] nlohmann::json to_json(const property_set& properties);
/// Errors: nlohmann::json::type_error where it is neither an unsigned integer nor an array of them.
[[nodiscard]] property_set read_property_set(const nlohmann::json& in);

}  // namespace gauntlet::check
