#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include "harness/campaign/reproducer.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace gauntlet::campaign {

/// What a search for a simpler schedule needs.
struct schedule_search {
  campaign::reproducer& reproducer;
  const plan::plan& plan;
  std::uint64_t seed = 0;
  const protocol::schedule_record& start;
  std::chrono::steady_clock::time_point deadline;
  const std::atomic<bool>& stop;
};

struct simpler_schedule {
  /// The failing schedule with the fewest switches that was found. nullopt: the plan did not fail even with
  /// all switches.
  std::optional<protocol::schedule_record> smallest;
  std::uint32_t candidates = 0;
};

/// Shrinks the switches and draws of a failing schedule by delta debugging. Sources: Zeller and Hildebrandt,
/// "Simplifying and isolating failure-inducing input" (ddmin), IEEE TSE 2002; Choi and Zeller, "Isolating
/// failure-inducing thread schedules", ISSTA 2002.
[[nodiscard]] simpler_schedule simplify_schedule(const schedule_search& search);

}  // namespace gauntlet::campaign
