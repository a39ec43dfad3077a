#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gauntlet::plan {

/// The named places in the code of a reference where a plan can inject a delay. Its mutants have them at the
/// same places. Each is in a short window between two operations; a delay there makes the bugs that need this
/// window far more frequent.
enum class injection_point : std::uint8_t {
  submitted,           ///< the task is counted and has its permit; its thread is about to be created
  started,             ///< the new thread has started and has done nothing else
  body_returned,       ///< the body has ended; its error is about to be recorded
  recorded,            ///< the error is recorded; the group is about to be cancelled
  cause_stored,        ///< the cause of a cancellation is stored; stop is about to be requested
  callable_destroyed,  ///< the callable is destroyed; the permit is about to be released
  permit_released,     ///< the permit is released; the count of active tasks is about to be decremented
  counted_down,        ///< the count is decremented; waiting threads are about to be notified
  predicate_tested,    ///< a wait has found its predicate false and is about to block
  woken,               ///< a wait has woken up and is about to test its predicate again
  registered,          ///< a task or a child context is about to be registered
  before_result,       ///< a wait has joined and is about to read its result
};

inline constexpr std::size_t injection_point_count = 12;

inline constexpr std::array<std::string_view, injection_point_count> injection_point_names{
    "submitted",       "started",      "body_returned",    "recorded", "cause_stored", "callable_destroyed",
    "permit_released", "counted_down", "predicate_tested", "woken",    "registered",   "before_result"};

[[nodiscard]] constexpr std::string_view name_of(injection_point point) {
  return injection_point_names[static_cast<std::size_t>(point)];
}

[[nodiscard]] constexpr std::optional<injection_point> injection_point_named(std::string_view name) {
  for (std::size_t i = 0; i < injection_point_count; ++i)
    if (injection_point_names[i] == name) return static_cast<injection_point>(i);
  return std::nullopt;
}

}  // namespace gauntlet::plan
