#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "harness/protocol/finding.hpp"

namespace gauntlet::reports {

/// One line of what happened in a failing case.
struct story_line {
  double t_us = 0;  ///< where it was explored, the step
  std::string actor, text;
  bool evidence = false;    ///< one of the events that prove the violation
  bool is_of_actor = true;  ///< did it; else it is what the actor's task met with: its callable is destroyed
};

/// The case from its first event to its last. Requires: finding.history.
[[nodiscard]] std::vector<story_line> tell(const protocol::finding& finding);

/// The same as lanes of bars and marks, as reports/report.schema.json has it.
[[nodiscard]] nlohmann::json timeline(const protocol::finding& finding);

/// For a terminal: columns for time, actor and text; evidence is marked. In an explored case time is counted
/// in steps.
[[nodiscard]] std::string format(const std::vector<story_line>& story, bool explored = false);

}  // namespace gauntlet::reports
