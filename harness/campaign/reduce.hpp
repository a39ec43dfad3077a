#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/campaign/triage.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"
#include "harness/protocol/run_up.hpp"

namespace gauntlet::campaign {

/// A shrunk case.
struct reduction {
  /// The simplest plan that failed again in a final run; the plan as it was found if none did.
  plan::plan smallest;
  /// The finding of a final run of that plan. nullopt if no final run failed.
  std::optional<protocol::finding> finding;
  /// A failing schedule of the smallest plan, before the schedule was shrunk.
  std::optional<protocol::schedule_record> first_schedule;
  std::uint32_t candidates = 0;  ///< plans and schedules that were tried
  /// The smallest plan failed in `failed` of `runs` runs. Each final run had a new runner, as in
  /// `gauntlet replay`. If no final run failed, these are all runs of the plan as it was found.
  std::uint32_t failed = 0, runs = 0;
  std::optional<protocol::run_up> run_up;  ///< the cases that must run before it
  std::string difference;  ///< the first difference between two replays of the same schedule; empty: none
};

struct reduction_limits {
  std::chrono::milliseconds budget{6000};          ///< bounds the search, all runs, and the wait for hangs
  std::uint32_t final_runs = 10;                   ///< at most; as many as fit into the budget
  std::optional<protocol::exploration> explore{};  ///< how the failure was found; nullopt: under stress
  /// The cases that the same runner ran before; nullopt: it ran none.
  std::optional<protocol::run_up> run_up{};
};

/// Shrinks a failing plan (plan_search.hpp), and the schedule of an explored failure (schedule_search.hpp).
/// Then runs the smallest case up to `final_runs` times. If it does not fail again, the last resorts are, in
/// this order: the plan that it was simplified from, the case as it was found, and that case after the cases
/// that its runner ran before it. Ends early on `stop`.
[[nodiscard]] reduction reduce(const runner_process::options& options,
                               const run::subject_description& subject, const failing_case& failing,
                               const reduction_limits& limits, const std::atomic<bool>& stop);

}  // namespace gauntlet::campaign
