#pragma once

#include <cstdint>
#include <span>

namespace gauntlet::schedule {

/// Injection points are numbered from 0. The caller maps names to numbers.
inline constexpr std::uint8_t max_points = 31;

/// A delay of `us` microseconds at an injection point, for the threads that work for one task (-1: for all).
struct armed_delay {
  std::uint8_t point = 0;
  std::int32_t task = -1;
  std::uint32_t us = 0;
};

/// Replaces the armed delays. A point keeps its first 8 delays; the others are ignored. Requires: every point
/// is below max_points; no thread of an earlier case is still running.
void arm(std::span<const armed_delay> delays);

/// Called by a subject at its injection points (through GAUNTLET_POINT). Under control it is a scheduling
/// point. It sleeps if a delay is armed for this point and for the task of the calling thread. Requires: the
/// point is below max_points. Memory ordering: it reads relaxed atomics only, so that it adds no
/// happens-before edge between the threads that it delays.
void reach(std::uint8_t point) noexcept;

/// Must be called after the subject is destroyed. Until the next `arm`, a thread that is at a point is late.
/// Memory ordering: a late thread was at its point after the caller's earlier accesses. ThreadSanitizer
/// observes no happens-before edge.
void close_points() noexcept;
/// Returns how often a thread was at a point after `close_points`.
[[nodiscard]] std::uint32_t late_reaches() noexcept;

/// Returns the task that the calling thread works for: the task whose body it ran last, or the task that it
/// is submitting. -1: none.
[[nodiscard]] std::int32_t current_task() noexcept;
void set_current_task(std::int32_t task) noexcept;

/// While an object of this class exists, the calling thread works for the given task: delays of that task
/// apply to the points that the thread reaches. Used during a submit.
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
