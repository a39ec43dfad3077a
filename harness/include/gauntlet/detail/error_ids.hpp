#pragma once

#include <cstdint>

namespace gauntlet::history {

/// No task, no error, no value.
inline constexpr std::uint32_t none = 0xffffffffu;

/// Whether a leaf of a result is one of the tasks' own errors, untouched.
enum class leaf_state : std::uint8_t { intact, foreign, damaged };

/// Ids of errors and causes that are not a task's.
inline constexpr std::uint32_t no_error = none;
inline constexpr std::uint32_t id_canceled = 0xfffffff0u;  ///< cancelled without an error
inline constexpr std::uint32_t id_parent =
    0xfffffff1u;  ///< the error with which the driver cancels the parent
inline constexpr std::uint32_t id_deadline = 0xfffffff2u;   ///< the deadline has passed
inline constexpr std::uint32_t id_unknown = 0xfffffff3u;    ///< an error that nobody made
inline constexpr std::uint32_t id_abandoned = 0xfffffff4u;  ///< the error of a task whose thread exited
/// An error that is made of nothing, where a language lets one come into being: a wrap of no error, or a
/// pointer to none that counts as an error (Go's `%w` of nil, and its typed nil). No task made it.
inline constexpr std::uint32_t id_of_nil = 0xfffffff5u;
inline constexpr std::uint32_t first_special_id = 0xfffffff0u;

}  // namespace gauntlet::history
