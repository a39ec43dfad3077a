#pragma once

#include <cstdint>

namespace gauntlet::history {

/// Stands for the absence of a task, an error or a value.
inline constexpr std::uint32_t none = 0xffffffffu;

/// What became of a leaf of a result.
enum class leaf_state : std::uint8_t {
  intact,   ///< an error of a task of this case, with its payload
  foreign,  ///< not an error of this case
  damaged,  ///< an error of a task of this case, but its payload has changed
};

// The id of a task's error is the task's index. The ids below belong to no task.
inline constexpr std::uint32_t no_error = none;
inline constexpr std::uint32_t id_canceled = 0xfffffff0u;   ///< a cancellation without an error
inline constexpr std::uint32_t id_parent = 0xfffffff1u;     ///< the driver's error when it cancels the parent
inline constexpr std::uint32_t id_deadline = 0xfffffff2u;   ///< the deadline has passed
inline constexpr std::uint32_t id_unknown = 0xfffffff3u;    ///< an error that no task made
inline constexpr std::uint32_t id_abandoned = 0xfffffff4u;  ///< the error of a task whose thread exited
/// A nil error: an error object that holds no error, for example Go's `%w` of nil or a typed nil. No task
/// made it.
inline constexpr std::uint32_t id_of_nil = 0xfffffff5u;
/// Every id from here on is one of the above.
inline constexpr std::uint32_t first_special_id = 0xfffffff0u;

}  // namespace gauntlet::history
