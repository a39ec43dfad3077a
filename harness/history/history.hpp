#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gauntlet/detail/error_ids.hpp"

namespace gauntlet::history {

/// Who did something: the driver is 0, task i is i + 1, the second and further waiting threads come after the
/// tasks.
using actor_id = std::uint32_t;
inline constexpr actor_id driver = 0;

/// What happened. `task`, `value` and `extra` of an event are read by kind.
enum class event_kind : std::uint8_t {
  submit_begin,  ///< task
  submit_end,    ///< task; value: submit_result; extra: submit_mode
  submit_left,   ///< task, whose submit was rejected or threw; value: threads that it created all the same
  body_begin,    ///< task; value: the thread's number (schedule/threads.hpp)
  body_end,      ///< task; value: outcome; extra: error id
  check_begin,   ///< task (none: the driver); value: group
  check_end,     ///< value: 1 cancelled, 0 not; extra: id of the cause
  await_begin,   ///< value: group
  await_end,     ///< value: group; extra: id of the cause
  meet_begin,    ///< value: rendezvous
  meet_end,      ///< value: rendezvous
  gate_begin,    ///< value: gate
  gate_end,      ///< value: gate
  gate_open,     ///< value: gate
  nest_begin,    ///< value: group
  nest_end,      ///< value: group
  wait_begin,    ///< value: group; extra: the microseconds after which it gives up; none: it does not
  wait_end,    ///< value: group; extra: number of errors in the result (leaves); details follow as wait_error
  wait_error,  ///< value: error id of one leaf of the result, in pre-order; extra: leaf_state
  wait_timeout,         ///< value: group; extra: the microseconds after which it gave up
  beside_begin,         ///< the driver lets another thread wait, and goes on
  after_wait,           ///< value: 1 cancelled, 0 not; extra: id of the cause
  cancel_begin,         ///< parent context cancelled
  cancel_end,           ///<
  limit_begin,          ///< value: new limit
  limit_end,            ///< value: 1 accepted, 0 threw
  callable_gone,        ///< task: its callable was destroyed
  locals_gone,          ///< task: the thread_locals of its thread were destroyed
  callback_add_begin,   ///< a callback is registered
  callback_add_end,     ///< value: the thread's number (schedule/threads.hpp)
  callback_drop_begin,  ///< it is removed
  callback_drop_end,
  callback_begin,  ///< it runs; task: who registered it, none: the driver; value: the thread's number
                   ///< (schedule/threads.hpp)
  callback_end,    ///< likewise
  payload_read,    ///< task: its payload as read after a wait; value: 1 intact, 0 not
  parcel_read,     ///< task: what was written for it before its submit, as it read it; value: 1 intact, 0 not
  group_gone,      ///< value: group was destroyed
  parent_state,    ///< value: 1 if the parent context is cancelled at the end, 0 if not
  tree_checked,    ///< the result's error tree was searched; value: 1 as it should be, 0 not; extra: which
                   ///< search failed
};

enum class submit_result : std::uint8_t { accepted, rejected, threw };
enum class submit_mode : std::uint8_t { blocking, non_blocking };
enum class outcome : std::uint8_t { ok, failed, raised, exited };
struct event {
  event_kind kind{};
  actor_id actor = 0;
  std::uint32_t task = none;
  std::uint32_t value = 0;
  std::uint32_t extra = none;
  std::uint64_t time = 0;  ///< ns since the start of the case when free, the step number when controlled
  friend bool operator==(const event&, const event&) = default;
};

/// Objects of the harness that the subject held: how many were made and how many are gone when the case has
/// ended.
struct object_counts {
  std::int64_t callables = 0;  ///< live callables
  std::int64_t errors = 0;     ///< live error objects
  std::int64_t payloads = 0;   ///< live heap payloads of errors
  std::int64_t threads = 0;    ///< threads that the subject created and that still run
  std::int64_t files = 0;      ///< file descriptors more than before the case
  friend bool operator==(const object_counts&, const object_counts&) = default;
};

/// Who did what, in which interval: one log per actor, each in program order.
struct history {
  std::vector<std::vector<event>> logs;  ///< indexed by actor_id
  /// Of nobody's log: callable_gone, locals_gone and what callbacks do, by whatever thread they came; in no
  /// order but time.
  std::vector<event> unowned;
  object_counts left;             ///< what is left when all is over; meaningless where the case did not end
  bool ended = false;             ///< false: the case hangs or died; intervals may be open
  std::uint64_t clock_error = 0;  ///< two stamps of different actors closer than this prove no order
  std::uint32_t overflowed = 0;   ///< events that found no room: the harness's fault
  std::uint32_t late_runs = 0;    ///< bodies that ran again, or for a task that had been rejected
  std::uint32_t late_touches =
      0;  ///< how often a thread was at a point inside the subject after it was destroyed
  std::uint32_t spurious_wakeups = 0;  ///< waits on condition variables that ended for no reason
  friend bool operator==(const history&, const history&) = default;
};

/// An enumerator as an event holds it.
[[nodiscard]] constexpr std::uint32_t number_of(auto enumerator) {
  return static_cast<std::uint32_t>(enumerator);
}

[[nodiscard]] std::string_view name_of(event_kind kind);

/// All events, by time (stable within an actor).
[[nodiscard]] std::vector<event> merge(const history& history);

/// One plain line: "task 1 saw the cancellation, cause: error 0".
[[nodiscard]] std::string describe(const event& event);
[[nodiscard]] std::string name_of_actor(actor_id actor, std::size_t tasks);
[[nodiscard]] std::string name_of_error(std::uint32_t id);

}  // namespace gauntlet::history
