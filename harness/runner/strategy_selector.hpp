#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/protocol/request.hpp"
#include "harness/schedule/fair_continuations.hpp"
#include "harness/schedule/portfolio.hpp"
#include "harness/schedule/strategies/replayed.hpp"

namespace gauntlet::runner {

/// Selects the strategy of each schedule of a case. A case is either searched with a portfolio of strategies,
/// or one schedule is run again from its recorded decisions or its switches. Threading: used by one thread.
class strategy_selector {
 public:
  /// Begins a case. Requires: `how` outlives the case. Errors: std::invalid_argument for an unknown strategy
  /// name.
  void begin(const protocol::exploration& how);
  /// Returns the largest number of schedules that the case may run.
  [[nodiscard]] std::uint32_t max_schedules() const;
  /// Returns the strategy of the next schedule, or null if all possible schedules have run.
  [[nodiscard]] schedule::strategy* next(std::uint64_t seed);
  /// Returns whether plain accesses are scheduling points in the schedule of that strategy.
  [[nodiscard]] bool makes_points_of_plain_accesses() const;
  /// Runs the schedule of the strategy that the last `next` returned, and continues it fairly if it reaches
  /// the step limit.
  [[nodiscard]] schedule::length run_fairly(const schedule::schedule_limits& limits,
                                            const schedule::run_function& run);
  /// Reports the outcome of the schedule that the last `next` began.
  void ended(const schedule::outcome& ran);
  /// Returns the step at which the schedule that just ended left the recorded decisions, or ended before they
  /// did. Returns nullopt if it followed them, or if there are none.
  [[nodiscard]] std::optional<std::uint32_t> diverged(const schedule::outcome& ran) const;
  /// Returns how many schedules each strategy has chosen in this case. Empty if the case is not searched.
  [[nodiscard]] std::map<std::string, std::uint32_t> schedules_by_strategy() const;

 private:
  [[nodiscard]] bool searches() const { return !how_->decisions && !how_->switches; }

  const protocol::exploration* how_ = nullptr;
  schedule::strategy* next_ = nullptr;  // what the last `next` returned
  std::vector<std::string> names_;      // of the strategies of the portfolio
  schedule::portfolio::plain_accesses points_ = schedule::portfolio::plain_accesses::never;
  std::optional<schedule::portfolio> portfolio_;
  std::optional<schedule::replayed> replayed_;
  std::optional<schedule::guided> guided_;
  std::vector<schedule::context_switch> switches_;
};

}  // namespace gauntlet::runner
