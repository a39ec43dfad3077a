#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Distributes schedules among strategies, round robin, because no single strategy is best for every bug. A
/// strategy that has no schedule left (depth first, on a small body) is skipped.
/// Threading: one schedule at a time.
class portfolio {
 public:
  /// `names`: the strategies; empty: all. Errors: std::invalid_argument for an unknown name.
  explicit portfolio(const std::vector<std::string>& names = {});

  /// Must be called before the first schedule of another body. The strategies forget what they learnt.
  void start_over();
  /// Returns the strategy of the next schedule, after its `begin`. Returns null if no strategy has a schedule
  /// left. Lifetime: the strategy belongs to the portfolio.
  [[nodiscard]] strategy* next(std::uint64_t seed);
  /// Must be called with the outcome of the schedule that the last `next` began.
  void ended(const outcome& how);
  /// Returns the number of schedules of each strategy since the body changed, including a running one.
  [[nodiscard]] std::map<std::string, std::uint32_t> schedules_by_strategy() const;

 private:
  struct member {
    std::unique_ptr<strategy> chooser;
    bool finished = false;
    std::uint32_t schedules = 0;
  };
  std::vector<member> members_;
  std::size_t turn_ = 0;
  std::uint32_t longest_ = 0;
  member* running_ = nullptr;
};

}  // namespace gauntlet::schedule
