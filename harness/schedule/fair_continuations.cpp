#include "harness/schedule/fair_continuations.hpp"

#include "harness/schedule/explore.hpp"
#include "harness/schedule/strategies/continued.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::schedule {
namespace {

/// How many sixteenths of the decisions each other continuation repeats.
constexpr std::uint32_t repeated_sixteenths[] = {15, 14};

length length_of(const outcome& how) {
  if (how.how != ending::step_limit) return how.continued ? length::too_long : length::within_limit;
  return how.only_waits ? length::livelock : length::unfinished;
}

}  // namespace

length run_fairly(strategy& chooser, const schedule_limits& limits, const run_function& run) {
  const auto first = length_of(run(chooser, limits));
  if (first != length::livelock) return first;
  const auto decisions = last_decisions();
  for (const auto sixteenths : repeated_sixteenths) {
    const auto count = decisions.size() * sixteenths / 16;
    continued other(decisions.data(), static_cast<std::uint32_t>(count));
    other.begin({sixteenths, 0});
    const auto length = length_of(run(other, limits));
    if (length != length::livelock) return length == length::unfinished ? length : length::too_long;
  }
  replayed original(decisions.data(), static_cast<std::uint32_t>(decisions.size()));
  original.begin({});
  return length_of(run(original, limits));
}

}  // namespace gauntlet::schedule
