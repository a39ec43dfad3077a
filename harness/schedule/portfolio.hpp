#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Distributes schedules among strategies, because no single strategy is best for every bug. Each strategy
/// gets the same share of the steps, which are a deterministic measure of time: the next schedule belongs to
/// the strategy that has executed the fewest steps. A strategy that has no schedule left (depth first, on a
/// small body) is skipped. Threading: one schedule at a time.
class portfolio {
 public:
  /// Whether plain memory accesses are scheduling points. `alternately`: each strategy has a second instance
  /// with such points, except depth first, whose search would not end. That instance is not used again after
  /// a schedule that was too long.
  enum class plain_accesses : std::uint8_t { never, always, alternately };

  /// `names`: the strategies; empty: all. Errors: std::invalid_argument for an unknown name.
  explicit portfolio(const std::vector<std::string>& names = {},
                     plain_accesses points = plain_accesses::never);

  /// Must be called before the first schedule of another body. The strategies forget what they learnt.
  void start_over();
  /// Returns the strategy of the next schedule, after its `begin`. Returns null if no strategy has a schedule
  /// left. Lifetime: the strategy belongs to the portfolio.
  [[nodiscard]] strategy* next(std::uint64_t seed);
  /// True if plain accesses are points in the schedule that the last `next` began.
  [[nodiscard]] bool makes_points_of_plain_accesses() const { return running_->plain_accesses; }
  /// Must be called with the outcome of the schedule that the last `next` began.
  void ended(const outcome& how);
  /// Returns the number of schedules of each strategy since the body changed, including a running one.
  [[nodiscard]] std::map<std::string, std::uint32_t> schedules_by_strategy() const;

 private:
  struct member {
    std::unique_ptr<strategy> chooser;
    bool plain_accesses = false;
    bool finished = false;
    std::uint32_t schedules = 0;
    std::uint64_t steps = 0;           // of all its schedules
    std::uint32_t typical_length = 0;  // steps of a schedule, a moving average
  };
  void add(const std::string& name, bool plain_accesses);
  [[nodiscard]] std::uint32_t typical_length() const;

  std::vector<member> members_;
  bool alternates_;
  member* running_ = nullptr;
};

}  // namespace gauntlet::schedule
