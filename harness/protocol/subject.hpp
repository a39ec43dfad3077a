#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "gauntlet/detail/subject_description.hpp"

namespace gauntlet::protocol {

/// A subject as a catalogue lists it.
struct subject : run::subject_description {
  /// Why a property does not apply to it, by the property's id. A property that is absent applies.
  std::map<std::string, std::string> not_applicable{};
};

[[nodiscard]] nlohmann::json to_json(const subject& subject);
/// Requires: made by `to_json`. Errors: nlohmann::json::exception.
[[nodiscard]] subject read_subject(const nlohmann::json& in);

}  // namespace gauntlet::protocol
