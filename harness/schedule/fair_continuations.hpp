#pragma once

#include <cstdint>
#include <functional>

#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// What the length of a schedule shows. A step limit alone proves nothing: the schedule may only be long, or
/// the strategy unfair. A schedule that reaches the limit is therefore continued fairly, in place.
enum class length : std::uint8_t {
  within_limit,  ///< it did not reach the limit
  too_long,      ///< it ended when it was continued
  unfinished,    ///< it did not end when it was continued, but its threads made progress: no verdict
  livelock,  ///< it did not end when it was continued, and each thread that can run only spins or polls; and
             ///< so do two other fair continuations, from earlier decisions
};

/// Runs one schedule with the strategy and the limits, and returns its outcome.
using run_function = std::function<outcome(strategy&, const schedule_limits&)>;

/// Runs a schedule, after the strategy's `begin`. When it returns, the schedule that ran last is the result:
/// for `livelock` the original schedule again, and otherwise the first one that was no livelock.
[[nodiscard]] length run_fairly(strategy& chooser, const schedule_limits& limits, const run_function& run);

}  // namespace gauntlet::schedule
