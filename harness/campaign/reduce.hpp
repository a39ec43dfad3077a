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

struct reduction {
  plan::plan smallest;
  /// Of a last run of the smallest plan, symbolized; none where it did not fail again.
  std::optional<protocol::finding> finding;
  std::optional<protocol::schedule_record>
      first_schedule;            ///< of the smallest plan, before it was shrunk, too
  std::uint32_t candidates = 0;  ///< plans and schedules tried
  std::uint32_t failed = 0;      ///< of `runs` runs of the smallest plan
  std::uint32_t runs = 0;
  std::string difference;  ///< between two of those runs, where they replayed one schedule; empty: none
};

struct reduction_limits {
  std::chrono::milliseconds budget{6000};
  std::uint32_t final_runs = 10;
  std::optional<protocol::exploration> explore{};  ///< how the failure was found; none: on free threads
};

/// Shrinks a failing plan greedily, the boldest simplification first: a simpler plan is taken when it fails
/// for the same reason. A candidate is run as often as the flakiness of the plan asks for, so that one which
/// fails as often is missed in fewer than one in twenty times. Stops when nothing simpler fails, at the
/// budget's end, or on `stop`.
///
/// Where it was explored each candidate is, too, under as many schedules; the smallest plan's schedule is
/// then shrunk to the fewest switches with which it still fails, and the final runs replay that one. Source:
/// Choi and Zeller, "Isolating failure-inducing thread schedules", ISSTA 2002 (delta debugging over thread
/// switches).
[[nodiscard]] reduction reduce(const runner_process::options& options,
                               const run::subject_description& subject, const std::string& key,
                               const plan::plan& plan, std::uint64_t seed, const reduction_limits& limits,
                               const std::atomic<bool>& stop);

}  // namespace gauntlet::campaign
