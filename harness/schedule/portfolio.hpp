#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/schedule/strategy.hpp"

namespace gauntlet::schedule {

/// Shares schedules among strategies, in turns: no single one is best for every bug. One that has nothing
/// left to try (depth first, on a small body) leaves its turns to the others.
class portfolio {
 public:
  /// By name; none: all. Errors: std::invalid_argument for a name that is no strategy's.
  explicit portfolio(const std::vector<std::string>& names = {});

  /// The schedules that follow are of another body.
  void start_over();
  /// The strategy of the next schedule, ready to choose; null where every one has tried all it can.
  [[nodiscard]] strategy* next(std::uint64_t seed);
  /// The schedule of the last `next` has ended so.
  void ended(const outcome& how);
  /// How many schedules each strategy was given since the body changed, one that goes on included.
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
