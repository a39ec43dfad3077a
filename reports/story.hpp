#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "harness/protocol/finding.hpp"

namespace gauntlet::reports {

/// One event of a failing case, in words.
struct story_line {
  double t_us = 0;  ///< microseconds since the case began; in an explored case the step
  std::string actor, text;
  bool evidence = false;  ///< one of the events that prove the violation
  /// True if the actor recorded the event itself. False if the event concerns the actor's task but no actor
  /// recorded it: the task's callable is destroyed.
  bool is_of_actor = true;
};

/// Returns the events of the case in order of time. Returns no lines if the finding has no history.
[[nodiscard]] std::vector<story_line> story_of(const protocol::finding& finding);

/// Returns the events as `timeline` of reports/report.schema.json: a lane of bars and marks for each actor.
[[nodiscard]] nlohmann::json timeline(const protocol::finding& finding);

/// Returns the story as text for a terminal, with columns for time, actor and text. `>>` marks evidence. If
/// `explored` is true, times are printed as steps.
[[nodiscard]] std::string format(const std::vector<story_line>& story, bool explored = false);

}  // namespace gauntlet::reports
