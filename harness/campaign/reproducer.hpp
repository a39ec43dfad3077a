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

/// Runs explicit plans in runners of one flavour, and says whether, and how often, they fail for one reason.
/// Threading: used by one thread.
class reproducer {
 public:
  /// An empty key stands for any finding. `how`: under control; else on free threads.
  reproducer(runner_process::options options, const run::subject_description& subject, std::string key,
             std::optional<protocol::exploration> how = std::nullopt);

  /// The finding of the first of at most `runs` runs that fails for the wanted reason; nothing where none
  /// does.
  [[nodiscard]] std::optional<protocol::finding> fails(const plan::plan& plan, std::uint64_t seed,
                                                       std::uint32_t runs);
  /// The finding of one run under these decisions, or switches.
  [[nodiscard]] std::optional<protocol::finding> fails_under(const plan::plan& plan, std::uint64_t seed,
                                                             const protocol::exploration& how);
  /// The step at which the last run left the recorded decisions, where it did.
  [[nodiscard]] std::optional<std::uint32_t> diverged_at() const { return diverged_at_; }
  /// For which reason that was not wanted a run of the last call of `fails` failed; empty: none did.
  [[nodiscard]] const std::string& failed_otherwise() const { return other_; }
  /// Runs used up by the last call of `fails`.
  [[nodiscard]] std::uint32_t runs_used() const { return used_; }

 private:
  protocol::finding take(protocol::finding found);
  std::optional<protocol::finding> ask(const protocol::request& request);

  runner_process runner_;
  const run::subject_description& subject_;
  std::string key_;
  std::optional<protocol::exploration> how_;
  std::string other_;
  std::uint32_t used_ = 0;
  std::optional<std::uint32_t> diverged_at_;
};

}  // namespace gauntlet::campaign
