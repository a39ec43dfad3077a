#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// The virtual time of the running schedule, in ns since its begin.
struct virtual_time {
  std::uint64_t passed = 0;
  /// The part of it that passed while no thread could run. A thread that waits for a time, and that is not
  /// prevented from running, runs before more of this time passes than it waits for.
  std::uint64_t idle = 0;
};

/// Returns the virtual time; zeros on a thread that is not under control. It is not a scheduling point.
[[nodiscard]] virtual_time virtual_time_now() noexcept;

}  // namespace gauntlet::schedule
