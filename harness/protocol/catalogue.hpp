#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "harness/protocol/subject.hpp"

namespace gauntlet::protocol {

/// A property, as reports show it.
struct property {
  std::string id, name, summary;
  friend bool operator==(const property&, const property&) = default;
};
[[nodiscard]] nlohmann::json to_json(const property& property);
/// Requires: `to_json` made `in`. Errors: nlohmann::json::exception.
[[nodiscard]] property read_property(const nlohmann::json& in);

/// The subjects and properties of a runner: its answer to a request of kind `list`.
struct catalogue {
  std::string flavour;
  std::string compiler;
  std::vector<subject> subjects;
  std::vector<property> properties;  ///< in the order of the bits of a check::property_set
};
[[nodiscard]] nlohmann::json to_json(const catalogue& catalogue);
/// Requires: `to_json` made `in`. Errors: nlohmann::json::exception.
[[nodiscard]] catalogue read_catalogue(const nlohmann::json& in);

}  // namespace gauntlet::protocol
