#pragma once

#include <cstdint>
#include <functional>

#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/strategies/replayed.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// What a schedule that reached the step limit is. A step limit alone proves nothing: the schedule may only
/// be long, or the strategy unfair.
enum class length : std::uint8_t {
  within_limit,  ///< it did not reach the limit
  too_long,      ///< it ended when it was continued fairly
  livelock,      ///< it did not end when it was continued fairly, from its end and from two earlier decisions
};

/// Runs one schedule with the strategy and the limits, and returns how it ended.
using run_function = std::function<ending(strategy&, const schedule_limits&)>;

/// Runs a schedule, after the strategy's `begin`, and continues it fairly if it reaches the step limit. When
/// it returns, the schedule that ran last is the result: for `too_long` the continuation that ended, and for
/// `livelock` the original schedule again.
[[nodiscard]] length run_fairly(strategy& chooser, const schedule_limits& limits, const run_function& run);
/// The same for a recorded schedule. If it is longer than the limit, it runs with the limit of a
/// continuation, because it may be one.
[[nodiscard]] length run_fairly(replayed& chooser, const schedule_limits& limits, const run_function& run);

}  // namespace gauntlet::schedule
