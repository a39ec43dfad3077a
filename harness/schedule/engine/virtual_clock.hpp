#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// The virtual time of the running schedule, in ns since 1970. All clocks of the subject return it. It does
/// not advance while a thread can make progress.
class virtual_clock {
 public:
  static constexpr std::int64_t never = 0x7fffffffffffffff;
  /// Returns the time `ns` from now; `never` if that is not representable, as for sleep_for(max).
  [[nodiscard]] std::int64_t after(std::int64_t ns) const { return ns > never - now_ ? never : now_ + ns; }

  /// Resets the time: every schedule begins at the same time.
  void start();
  [[nodiscard]] std::int64_t now() const { return now_; }
  /// Advances to a deadline. No effect if the deadline has passed.
  void advance_to(std::int64_t deadline);
  /// Advances by a millisecond, for threads that poll without a deadline.
  void tick();

 private:
  std::int64_t now_ = 0;
};

}  // namespace gauntlet::schedule
