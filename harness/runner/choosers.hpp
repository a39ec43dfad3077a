#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/request.hpp"
#include "harness/schedule/portfolio.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::runner {

/// Who chooses the schedules of a case: a portfolio that searches, or one schedule that is run again, by its
/// decisions or by its switches.
class choosers {
 public:
  /// A case begins. Requires: `how` outlives it. Errors: std::invalid_argument for a name that is no
  /// strategy's.
  void begin(const protocol::exploration& how);
  /// How many schedules there are at most.
  [[nodiscard]] std::uint32_t most() const;
  /// Who chooses in the next schedule; null: every one there is has run.
  [[nodiscard]] schedule::strategy* next(std::uint64_t seed);
  void ended(const schedule::outcome& ran);
  /// The step at which the schedule that just ended left the recorded decisions, or ended before them.
  [[nodiscard]] std::optional<std::uint32_t> diverged(const schedule::outcome& ran) const;
  /// Of this case; empty where nothing was searched.
  [[nodiscard]] std::map<std::string, std::uint32_t> schedules_by_strategy() const;

 private:
  [[nodiscard]] bool searches() const { return !how_->decisions && !how_->switches; }

  const protocol::exploration* how_ = nullptr;
  std::vector<std::string> names_;
  std::optional<schedule::portfolio> portfolio_;
  std::optional<schedule::replayed> replayed_;
  std::optional<schedule::guided> guided_;
  std::vector<schedule::context_switch> switches_;
};

}  // namespace gauntlet::runner
