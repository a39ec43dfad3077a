#pragma once

#include <cstdint>

namespace gauntlet::plan {

/// The most tasks of one case. The recorder preallocates a log for each.
inline constexpr std::uint32_t max_tasks = 64;

/// What a callback does when it runs.
enum class callback_action : std::uint8_t {
  nothing,
  observe,        ///< observes the context's state twice
  await,          ///< waits for the context's cancellation, which has happened already
  cancel_parent,  ///< cancels the parent context of the outermost group
  await_task,     ///< waits until the body of another task, which waits for the cancellation, has ended
};
inline constexpr std::uint32_t callback_actions = 5;  ///< how many actions there are

/// The form of a callable that a subject gets.
enum class callable_form : std::uint8_t {
  returns_error,  ///< a function object that returns the task's error
  returns_void,   ///< a function object that returns nothing; a task that fails throws
  std_function,   ///< a std::function
  large,          ///< a function object of several hundred bytes
  over_aligned,   ///< a function object that is aligned to 64 bytes
};
inline constexpr std::uint32_t callable_forms = 5;  ///< how many forms there are

/// How the parent context of the outermost group is made.
struct ancestry {
  /// Made from a stop token. `cancel_parent` requests its stop, and the context then reports no error as its
  /// cause but *canceled*.
  bool from_token = false;
  std::uint32_t derived = 0;  ///< how many contexts are between the parent and the group, at most 3
  bool keeps_handles = true;  ///< false: the handles of these contexts are dropped before the group exists
  friend bool operator==(const ancestry&, const ancestry&) = default;
};
inline constexpr std::uint32_t max_derived = 3;

/// The shape of the error of a failing task.
enum class error_shape : std::uint8_t {
  leaf,     ///< one error
  wrapped,  ///< an error wrapped twice
  joined,   ///< a join of errors, one of them itself a join
};

}  // namespace gauntlet::plan
