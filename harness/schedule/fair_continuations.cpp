#include "harness/schedule/fair_continuations.hpp"

#include "harness/schedule/explore.hpp"
#include "harness/schedule/strategies/continued.hpp"

namespace gauntlet::schedule {
namespace {

/// How many sixteenths of the decisions each continuation repeats.
constexpr std::uint32_t repeated_sixteenths[] = {16, 15, 14};
constexpr std::uint32_t more_steps = 3;  // the limit of a continuation, in limits of the schedule

schedule_limits limits_of_continuation(schedule_limits limits) {
  limits.steps *= more_steps;
  return limits;
}

/// Requires: the last schedule reached the step limit.
length continue_fairly(const schedule_limits& limits, const run_function& run) {
  const auto decisions = last_decisions();
  for (const auto sixteenths : repeated_sixteenths) {
    const auto count = decisions.size() * sixteenths / 16;
    continued chooser(decisions.data(), static_cast<std::uint32_t>(count));
    chooser.begin({sixteenths, 0});
    if (run(chooser, limits_of_continuation(limits)) != ending::step_limit) return length::too_long;
  }
  replayed original(decisions.data(), static_cast<std::uint32_t>(decisions.size()));
  original.begin({});
  return run(original, limits) == ending::step_limit ? length::livelock : length::too_long;
}

}  // namespace

length run_fairly(strategy& chooser, const schedule_limits& limits, const run_function& run) {
  if (run(chooser, limits) != ending::step_limit) return length::within_limit;
  return continue_fairly(limits, run);
}

length run_fairly(replayed& chooser, const schedule_limits& limits, const run_function& run) {
  if (run(chooser, limits) != ending::step_limit) return length::within_limit;
  if (chooser.used_all_decisions()) return continue_fairly(limits, run);
  chooser.begin({});
  return run(chooser, limits_of_continuation(limits)) == ending::step_limit ? length::livelock
                                                                            : length::too_long;
}

}  // namespace gauntlet::schedule
