#pragma once

#include <string_view>
#include <vector>

#include "harness/run/subject.hpp"

namespace gauntlet::peers {

/// What one peer is known not to keep, and where that is written.
struct declared {
  const char* peer;
  const char* property;
  const char* why;
  const char* source;
};

/// All of them. Each has been observed: `gauntlet run --subject PEER --property PROPERTY`.
inline constexpr declared all_deviations[] = {
    {"", "", "", ""},
};

[[nodiscard]] inline std::vector<run::deviation> deviations_of(std::string_view peer) {
  std::vector<run::deviation> out;
  for (const declared& d : all_deviations)
    if (d.peer == peer) out.push_back({d.property, d.why, d.source});
  return out;
}

}  // namespace gauntlet::peers
