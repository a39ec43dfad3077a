#pragma once

#include <cstdint>

namespace gauntlet::history {

/// Stands for the absence of a task, an error or a value.
inline constexpr std::uint32_t none = 0xffffffffu;

/// What became of a leaf of a result.
enum class leaf_state : std::uint8_t {
  intact,    ///< an error of a task of this case, with its payload
  foreign,   ///< not an error of this case
  damaged,   ///< an error of a task of this case, but its payload has changed
  copied,    ///< equal to the error of a task of this case, but another object
  reworded,  ///< the error of a task of this case, but its message is not the one that the task gave it
};

/// The kind of a node of an error tree.
enum class node_kind : std::uint8_t {
  leaf,     ///< an error without causes
  wrapped,  ///< an error that wraps one cause and puts words before the cause's message
  joined,   ///< several errors; its message has the message of each on a line
};

/// The words that a node of kind `wrapped` puts before the message of its cause.
enum class wrap_words : std::uint8_t {
  other,       ///< words that neither the task nor the subject's documentation puts there
  outer,       ///< those of the first node of error_shape::wrapped
  inner,       ///< those of the second node of error_shape::wrapped
  one_of_two,  ///< those of the wrapped error of error_shape::joined
  documented,  ///< those that the subject, as it documents, puts before the error of this task
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
