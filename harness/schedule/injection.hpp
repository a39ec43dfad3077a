#pragma once

#include <cstdint>
#include <span>

#include "harness/plan/injection_point.hpp"

namespace gauntlet::schedule {

/// A delay that waits at an injection point for a task (-1: for anybody).
struct armed_delay {
  plan::injection_point at{};
  std::int32_t task = -1;
  std::uint32_t us = 0;
};

/// Arms these delays, and no others, for the case that begins. At most 8 a point; more are ignored.
/// Requires: no thread of an earlier case is still running.
void arm(std::span<const armed_delay> delays);

/// Called by subjects at their injection points (through GAUNTLET_POINT). Under control it is a scheduling
/// point. Sleeps if a delay for this point
/// and for the task of the calling thread is armed. Memory ordering: reads relaxed atomics only, so that it
/// adds no happens-before edge between the threads it delays.
void reach(plan::injection_point point) noexcept;

/// From now on, until the next `arm`, nobody has any business at a point: the subject is gone. Memory
/// ordering: a thread that counts as late reached, or left, its point certainly after the caller's earlier
/// steps, without an edge that ThreadSanitizer could see.
void close_points() noexcept;
/// How often a thread was at a point since `close_points`.
[[nodiscard]] std::uint32_t late_reaches() noexcept;

/// Which task the calling thread works for: the one whose body it ran last, or the one it submits. -1: none.
[[nodiscard]] std::int32_t current_task() noexcept;
void set_current_task(std::int32_t task) noexcept;

/// For the time of a submit: points reached on this thread count for the task that is submitted.
class on_behalf_of {
 public:
  explicit on_behalf_of(std::uint32_t task) : before_(current_task()) {
    set_current_task(static_cast<std::int32_t>(task));
  }
  ~on_behalf_of() { set_current_task(before_); }
  on_behalf_of(const on_behalf_of&) = delete;
  on_behalf_of& operator=(const on_behalf_of&) = delete;

 private:
  std::int32_t before_;
};

}  // namespace gauntlet::schedule
