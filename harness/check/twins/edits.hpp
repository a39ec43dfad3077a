#pragma once

#include <cstdint>
#include <vector>

#include "harness/check/random_history.hpp"
#include "harness/check/view.hpp"

// Changes of one thing in a history. Each keeps the logs sorted by time.
namespace gauntlet::check {

/// Returns the event. Requires: `ref` is an event of the history.
[[nodiscard]] event& event_at(recorded& h, event_ref ref);
/// Replaces the result of a wait. Requires: the wait returned.
void set_result(recorded& h, const wait_view& wait, const std::vector<leaf>& leaves);
/// Returns the result that the error of this task makes.
[[nodiscard]] std::vector<leaf> result_of(const recorded& h, const task_view& failed);
/// Moves the end of the body, and what follows from it (the destructions of the callable and of the
/// thread_locals), to this time or later.
void end_body_at(recorded& h, const task_view& task, std::uint64_t time);
/// Removes the task's events, and those of the tasks that only it submits. `with_callable`: also the
/// destruction of its callable.
void remove_body(recorded& h, std::uint32_t task, bool with_callable);
/// Adds a body that succeeds to a task that has none.
void add_body(recorded& h, std::uint32_t task, std::uint64_t begin, std::uint64_t end);
/// Removes the events of this kind and task that belong to no actor.
void remove_unowned(recorded& h, history::event_kind kind, std::uint32_t task);
/// Returns a time that is certainly later.
[[nodiscard]] inline std::uint64_t certainly_after(const recorded& h, std::uint64_t time) {
  return time + h.history.clock_error + 1;
}
/// Returns a time that is certainly later than every event.
[[nodiscard]] std::uint64_t certainly_after_all(const recorded& h);

}  // namespace gauntlet::check
