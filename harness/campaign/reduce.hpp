#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/campaign/reproducer.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// A shrunk case.
struct reduction {
  plan::plan smallest;
  /// The finding of a final run of the smallest plan, symbolized. nullopt if the plan did not fail again.
  std::optional<protocol::finding> finding;
  /// A failing schedule of the smallest plan, before the schedule was shrunk.
  std::optional<protocol::schedule_record> first_schedule;
  std::uint32_t candidates = 0;  ///< plans and schedules that were tried
  std::uint32_t failed = 0;      ///< of `runs` runs of the smallest plan
  std::uint32_t runs = 0;
  std::string difference;  ///< the first difference between two replays of the same schedule; empty: none
};

struct reduction_limits {
  std::chrono::milliseconds budget{6000};
  std::uint32_t final_runs = 10;
  std::optional<protocol::exploration> explore{};  ///< how the failure was found; nullopt: under stress
};

/// Shrinks a failing plan greedily, with the largest simplification first. A simpler plan replaces the
/// present one if it fails with the same key. Each candidate is repeated as often as the present plan
/// requires: a candidate that fails as often is missed with a probability below 1/20. Stops if no simpler
/// plan fails, at the end of the budget, or on `stop`.
///
/// If the failure was explored, each candidate is explored under as many schedules. The schedule of the
/// smallest plan is then shrunk to the fewest switches with which it still fails, and the final runs replay
/// that schedule. Source: Choi and Zeller, "Isolating failure-inducing thread schedules", ISSTA 2002 (delta
/// debugging over thread switches).
[[nodiscard]] reduction reduce(const runner_process::options& options,
                               const run::subject_description& subject, const std::string& key,
                               const plan::plan& plan, std::uint64_t seed, const reduction_limits& limits,
                               const std::atomic<bool>& stop);

}  // namespace gauntlet::campaign
