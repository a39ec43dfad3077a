#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "harness/campaign/finding.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/run/subject.hpp"

namespace gauntlet::campaign {

/// Runs explicit plans in runners of one flavour, and says whether, and how often, they fail for one reason.
/// Threading: used by one thread.
class reproducer {
 public:
  /// An empty key stands for any finding. `how`: under control; else on free threads.
  reproducer(runner_process::options options, const run::subject_info& subject, std::string key,
             std::optional<exploration> how = std::nullopt);

  /// The finding of the first of at most `runs` runs that fails for the wanted reason; nothing where none
  /// does.
  [[nodiscard]] std::optional<finding> fails(const plan::plan& plan, std::uint64_t seed, std::uint32_t runs);
  /// The finding of one run under these decisions, or switches.
  [[nodiscard]] std::optional<finding> fails_under(const plan::plan& plan, std::uint64_t seed,
                                                   const exploration& how);
  /// The step at which the last run left the recorded decisions, where it did.
  [[nodiscard]] std::optional<std::uint32_t> diverged_at() const { return diverged_at_; }
  /// For which reason that was not wanted a run of the last call of `fails` failed; empty: none did.
  [[nodiscard]] const std::string& failed_otherwise() const { return other_; }
  /// Runs used up by the last call of `fails`.
  [[nodiscard]] std::uint32_t runs_used() const { return used_; }

 private:
  std::optional<finding> ask(const request& request);

  runner_process runner_;
  const run::subject_info& subject_;
  std::string key_;
  std::optional<exploration> how_;
  std::string other_;
  std::uint32_t used_ = 0;
  std::optional<std::uint32_t> diverged_at_;
};

struct reduction {
  plan::plan smallest;
  /// Of a last run of the smallest plan, symbolized; none where it did not fail again.
  std::optional<campaign::finding> finding;
  std::optional<schedule_record> first_schedule;  ///< of the smallest plan, before it was shrunk, too
  std::uint32_t candidates = 0;                   ///< plans and schedules tried
  std::uint32_t failed = 0;                       ///< of `runs` runs of the smallest plan
  std::uint32_t runs = 0;
  std::string difference;  ///< between two of those runs, where they replayed one schedule; empty: none
};

struct reduction_limits {
  std::chrono::milliseconds budget{6000};
  std::uint32_t final_runs = 10;
  std::optional<exploration> explore{};  ///< how the failure was found; none: on free threads
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
[[nodiscard]] reduction reduce(const runner_process::options& options, const run::subject_info& subject,
                               const std::string& key, const plan::plan& plan, std::uint64_t seed,
                               const reduction_limits& limits, const std::atomic<bool>& stop);

}  // namespace gauntlet::campaign
