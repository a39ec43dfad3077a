#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gauntlet/detail/error_ids.hpp"

namespace gauntlet::history {

/// Identifies an actor: 0 is the driver, i + 1 is task i. The additional waiting threads come after the
/// tasks.
using actor_id = std::uint32_t;
inline constexpr actor_id driver = 0;

/// What happened. The kind determines the meaning of an event's `task`, `value` and `extra`. A pair of kinds
/// `x_begin`, `x_end` is an interval in one actor's log. A thread's number is that of schedule/threads.hpp.
enum class event_kind : std::uint8_t {
  submit_begin,  ///< task
  submit_end,    ///< task; value: submit_result; extra: submit_mode
  submit_left,   ///< task, whose submit was rejected or threw; value: how many threads that submit created
  body_begin,    ///< task; value: the thread's number
  body_end,      ///< task; value: outcome; extra: error id
  check_begin,   ///< an observation of a context; task (none: the driver); value: group
  check_end,     ///< value: 1 cancelled, 0 not; extra: id of the cause
  await_begin,   ///< a wait for cancellation; value: group
  await_end,     ///< value: group; extra: id of the cause
  meet_begin,    ///< value: rendezvous
  meet_end,      ///< value: rendezvous
  gate_begin,    ///< value: gate
  gate_end,      ///< value: gate
  gate_open,     ///< value: gate
  nest_begin,    ///< value: group
  nest_end,      ///< value: group
  wait_begin,    ///< value: group; extra: the time-out in microseconds; none: no time-out
  wait_end,      ///< value: group; extra: number of leaves in the result; a wait_error follows for each
  wait_error,    ///< value: error id of one leaf of the result, in pre-order; extra: leaf_state
  wait_timeout,  ///< ends a wait that timed out; value: group; extra: how many microseconds it took
  beside_begin,  ///< the driver starts a thread that waits, and continues
  after_wait,    ///< the context after a wait; value: 1 cancelled, 0 not; extra: id of the cause
  cancel_begin,  ///< the actor cancels the parent context
  cancel_end,
  limit_begin,          ///< value: new limit; none: unlimited
  limit_end,            ///< value: 1 accepted, 0 refused
  callable_gone,        ///< task: its callable was destroyed
  locals_gone,          ///< task: the thread_locals of its thread were destroyed
  callback_add_begin,   ///< the actor registers a callback
  callback_add_end,     ///< value: the thread's number
  callback_drop_begin,  ///< the actor removes its callback
  callback_drop_end,
  callback_begin,  ///< a callback runs; task: the task that registered it, none: the driver; value: the
                   ///< thread's number
  callback_end,    ///< task and value as in callback_begin
  payload_read,    ///< task: the payload of this task was read; value: 1 intact, 0 not
  parcel_read,     ///< task: it read its parcel; value: 1 intact, 0 not
  group_gone,      ///< value: group was destroyed
  parent_state,    ///< value: 1 if the parent context is cancelled at the end of the case, 0 if not
  tree_checked,    ///< the result's error tree was searched; value: 1 as expected, 0 not; extra: which search
                   ///< failed
  quiescent,       ///< explored only: no other thread can execute code of the group (schedule/quiescence.hpp)
};
inline constexpr event_kind last_event_kind = event_kind::quiescent;

enum class submit_result : std::uint8_t { accepted, rejected, threw };
enum class submit_mode : std::uint8_t { blocking, non_blocking };
enum class outcome : std::uint8_t { ok, failed, raised, exited };
struct event {
  event_kind kind{};
  actor_id actor = 0;
  std::uint32_t task = none;
  std::uint32_t value = 0;
  std::uint32_t extra = none;
  /// Under stress: nanoseconds since the start of the case. Under explore: 1,000 times the number of the step
  /// in which the thread of the actor recorded the event, plus the number of earlier events of that step.
  std::uint64_t time = 0;
  friend bool operator==(const event&, const event&) = default;
};

/// How many objects that the subject held still exist after the case (L01).
struct object_counts {
  std::int64_t callables = 0;  ///< callables of tasks
  std::int64_t errors = 0;     ///< error objects
  std::int64_t payloads = 0;   ///< heap payloads of errors
  std::int64_t threads = 0;    ///< threads that the subject created and that still run
  std::int64_t files = 0;      ///< open file descriptors, minus those before the case
  friend bool operator==(const object_counts&, const object_counts&) = default;
};

/// All events of one case: one log per actor, each in program order.
struct history {
  std::vector<std::vector<event>> logs;  ///< indexed by actor_id
  /// The events of callables, thread_locals and callbacks. They can occur on any thread, so they belong to no
  /// actor's log. Only their times order them.
  std::vector<event> unowned;
  object_counts left;             ///< valid only if the case ended
  bool ended = false;             ///< false: the case hangs or has crashed; intervals may be open
  std::uint64_t clock_error = 0;  ///< times of different actors that differ by less than this prove no order
  std::uint32_t overflowed = 0;   ///< events for which the recorder had no room: a failure of the harness
  std::uint32_t late_runs = 0;    ///< bodies that ran a second time or although the task had been rejected
  /// How often a thread was at an injection point of the subject after the subject had been destroyed.
  std::uint32_t late_touches = 0;
  std::uint32_t spurious_wakeups = 0;  ///< injected spurious wake-ups of waits on condition variables
  friend bool operator==(const history&, const history&) = default;
};

/// Returns an enumerator's value, for the fields of an event.
[[nodiscard]] constexpr std::uint32_t number_of(auto enumerator) {
  return static_cast<std::uint32_t>(enumerator);
}

/// Returns the enumerator's name, as in journals and in the protocol.
[[nodiscard]] std::string_view name_of(event_kind kind);

/// Returns all events, sorted by time. Events of one actor keep their order.
[[nodiscard]] std::vector<event> merge(const history& history);

/// Returns one line without the actor: "observed: cancelled, cause: error 0".
[[nodiscard]] std::string describe(const event& event);
/// Returns "driver", "task 0" or "waiter 1". `tasks` is the number of tasks in the plan.
[[nodiscard]] std::string name_of_actor(actor_id actor, std::size_t tasks);
/// Returns "error 3", or words for an id that belongs to no task (error_ids.hpp).
[[nodiscard]] std::string name_of_error(std::uint32_t id);

}  // namespace gauntlet::history
