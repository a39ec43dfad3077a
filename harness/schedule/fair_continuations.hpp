#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "harness/schedule/engine/outcome.hpp"
#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Decides whether a schedule that reached the step limit is a livelock. A step limit alone proves nothing:
/// the schedule may only be long, or the strategy unfair. It is therefore continued fairly, from its end and
/// from two earlier decisions. If none of the continuations ends, it is a livelock. Otherwise it was too
/// long, and the continuation that ended is a schedule like any other.
///
///   fair_continuations continuations(last_decisions(), limits);
///   while (strategy* next = continuations.next()) {
///     const auto how = run_schedule(*next, body, continuations.limits(), faults);
///     if (how.how != ending::step_limit) …  // the schedule was too long
///   }
class fair_continuations {
 public:
  /// `decisions` and `limits`: of the schedule that reached the limit.
  fair_continuations(std::vector<std::uint16_t> decisions, const schedule_limits& limits);
  ~fair_continuations();

  /// Returns the strategy of the next continuation, after its `begin`; null if all have run. Lifetime: until
  /// the next call.
  [[nodiscard]] strategy* next();
  /// The limits of the continuations.
  [[nodiscard]] const schedule_limits& limits() const { return limits_; }
  /// Returns the strategy that repeats the original schedule, after its `begin`.
  [[nodiscard]] strategy* original();

 private:
  std::vector<std::uint16_t> decisions_;
  schedule_limits limits_;
  std::uint32_t tried_ = 0;
  std::unique_ptr<strategy> current_;
};

}  // namespace gauntlet::schedule
