#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "gauntlet/detail/subject_description.hpp"

namespace gauntlet::protocol {

/// A subject as a catalogue lists it.
struct subject : run::subject_description {
  /// For each property that does not apply to the subject, by id: the reason.
  std::map<std::string, std::string> not_applicable{};
};

[[nodiscard]] nlohmann::json to_json(const subject& subject);
/// Requires: `to_json` made `in`. Errors: nlohmann::json::exception.
[[nodiscard]] subject read_subject(const nlohmann::json& in);

}  // namespace gauntlet::protocol
