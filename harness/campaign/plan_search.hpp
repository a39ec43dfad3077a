#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/campaign/reproducer.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::campaign {

/// What a search for a simpler plan needs.
struct plan_search {
  campaign::reproducer& reproducer;
  const run::subject_description& subject;
  const plan::plan& start;
  std::uint64_t seed = 0;
  std::chrono::steady_clock::time_point deadline;  ///< after which no candidate is run
  std::chrono::steady_clock::time_point end;       ///< at which a run is given up
  const std::atomic<bool>& stop;
};

/// The plans that a search accepted, each simpler than the one before.
struct simpler_plans {
  std::vector<plan::plan> accepted;
  std::uint32_t candidates = 0;
  /// Explored: the failure of the last accepted plan.
  std::optional<protocol::finding> last_failure;
  /// Under stress: how often the plan of the start was run for an estimate of its failure rate, and failed.
  std::uint32_t runs = 0, failures = 0;
};

/// Simplifies a plan greedily, with the largest simplification first, until no simpler plan fails, the
/// deadline passes or the search is stopped. One failing schedule is evidence, because it can be replayed.
[[nodiscard]] simpler_plans simplify_explored(const plan_search& search);

/// Does the same under stress, where a failure may be luck. A simpler plan is accepted only if a sequential
/// test (sequential_trial.hpp) shows that it fails at least half as often as the start and as the plan that
/// it replaces. Accepts nothing if the start does not fail again.
[[nodiscard]] simpler_plans simplify_under_stress(const plan_search& search);

}  // namespace gauntlet::campaign
