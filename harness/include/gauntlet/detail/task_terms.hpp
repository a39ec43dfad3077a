#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// The most tasks of one case. The recorder preallocates a log for each.
inline constexpr std::uint32_t max_tasks = 64;

/// What a callback does when it runs.
enum class callback_action : std::uint8_t {
  nothing,
  observe,  ///< observes the context's state twice
  await,    ///< waits for the context's cancellation, which has happened already
};
inline constexpr std::uint32_t callback_actions = 3;  ///< how many actions there are

/// The shape of the error of a failing task.
enum class error_shape : std::uint8_t {
  leaf,     ///< one error
  wrapped,  ///< an error wrapped twice
  joined,   ///< a join of errors, one of them itself a join
};

}  // namespace gauntlet::plan
