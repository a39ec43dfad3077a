#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gauntlet/detail/subject_description.hpp"
#include "harness/campaign/runner_process.hpp"
#include "harness/plan/plan.hpp"
#include "harness/protocol/finding.hpp"
#include "harness/protocol/request.hpp"

namespace gauntlet::campaign {

/// Runs explicit plans in runners of one flavour. Reports whether, and how often, they fail with one key.
/// Threading: used by one thread.
class reproducer {
 public:
  /// An empty key accepts any finding. `how`: explore the plans; nullopt: run them under stress. A lock order
  /// is a finding if it is the key, or if `on_lock_order` is error.
  reproducer(runner_process::options options, const run::subject_description& subject, std::string key,
             std::optional<protocol::exploration> how = std::nullopt,
             protocol::lock_orders on_lock_order = protocol::lock_orders::warn);

  /// Runs the plan up to `runs` times. Returns the finding of the first run that fails with the expected key,
  /// or nullopt if none does.
  [[nodiscard]] std::optional<protocol::finding> fails(const plan::plan& plan, std::uint64_t seed,
                                                       std::uint32_t runs);
  /// Runs the plan once under these decisions or switches. Returns its finding, or nullopt if it does not
  /// fail with the expected key.
  [[nodiscard]] std::optional<protocol::finding> fails_under(const plan::plan& plan, std::uint64_t seed,
                                                             const protocol::exploration& how);
  /// Returns the step at which the last run left the recorded decisions, or nullopt if it followed them.
  [[nodiscard]] std::optional<std::uint32_t> diverged_at() const { return diverged_at_; }
  /// Returns the key of a run of the last `fails` that failed with another key. Empty if none did.
  [[nodiscard]] const std::string& other_failure() const { return other_failure_; }
  /// Returns the number of runs of the last call of `fails`.
  [[nodiscard]] std::uint32_t runs_used() const { return used_; }

 private:
  protocol::finding take(protocol::finding found);
  std::optional<protocol::finding> ask(const protocol::request& request);

  runner_process runner_;
  const run::subject_description& subject_;
  std::string key_;
  std::optional<protocol::exploration> how_;
  protocol::lock_orders on_lock_order_;
  std::string other_failure_;
  std::uint32_t used_ = 0;
  std::optional<std::uint32_t> diverged_at_;
};

}  // namespace gauntlet::campaign
