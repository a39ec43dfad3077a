#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// The time of the running schedule, in ns. All clocks of the subject show it. It stands still while a thread
/// can make progress.
class virtual_clock {
 public:
  static constexpr std::int64_t never = 0x7fffffffffffffff;

  void start();
  [[nodiscard]] std::int64_t now() const { return now_; }
  /// To a deadline. One that has passed changes nothing.
  void advance_to(std::int64_t deadline);
  /// By a millisecond, for threads that poll and wait for no deadline.
  void tick();

 private:
  std::int64_t now_ = 0;
};

}  // namespace gauntlet::schedule
