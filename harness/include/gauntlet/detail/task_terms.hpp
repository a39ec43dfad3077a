#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// The most tasks of one case. The recorder preallocates room for them.
inline constexpr std::uint32_t max_tasks = 64;

/// What a callback does when the context is cancelled.
enum class callback_action : std::uint8_t {
  nothing,
  look,   ///< look at the context
  await,  ///< wait for its cancellation, which has come
};
inline constexpr std::uint32_t callback_actions = 3;

/// The shape of the error of a failing task.
enum class error_shape : std::uint8_t {
  leaf,     ///< one error
  wrapped,  ///< an error wrapped twice
  joined,   ///< a join of errors, one of them itself a join
};

}  // namespace gauntlet::plan
