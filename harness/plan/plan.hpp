#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "gauntlet/detail/capabilities.hpp"
#include "gauntlet/detail/task_terms.hpp"
#include "harness/plan/injection_point.hpp"

namespace gauntlet::plan {

/// Limits that keep a case within the recorder's preallocated slots.
inline constexpr std::uint32_t max_steps = 16;
inline constexpr std::uint32_t max_driver_steps = 160;
inline constexpr std::uint32_t max_groups = 8;
inline constexpr std::uint32_t max_blocking_points = 16;  ///< rendezvous and gates, each
inline constexpr std::uint32_t max_delay_us = 20'000;
inline constexpr std::uint32_t max_waiters =
    4;  ///< threads that wait at once, the driver and one beside among them

/// One thing that a task does. `value` is read by kind.
enum class step_kind : std::uint8_t {
  delay,         ///< sleep `value` microseconds
  spin,          ///< spin `value` iterations
  yield,         ///< give the processor away
  check,         ///< look whether the context is cancelled, and why
  await_cancel,  ///< block until the context is cancelled
  rendezvous,    ///< block until every task that names blocking point `value` has arrived
  gate,          ///< block until the driver opens gate `value`
  submit,        ///< submit task `value` to the own group
  try_submit,    ///< submit task `value` to the own group if that is possible at once
  nest,  ///< open group `value`, derived from the own one; submit its tasks; wait; its error, if any, is
         ///< returned
  cancel_parent,  ///< cancel the parent context of the outermost group
  callback,       ///< register a callback, of a `callback_action`, with the context; once
  drop_callback,  ///< remove it; the end of the body does so, too
};

struct step {
  step_kind kind = step_kind::yield;
  std::uint32_t value = 0;
  friend bool operator==(const step&, const step&) = default;
};

/// How a task ends. An error carries the index of its task.
enum class ending : std::uint8_t {
  ok,
  fail,           ///< returns an error
  raise,          ///< throws an exception
  nil,            ///< returns an error that is made of nothing, of the task's shape: a success (P12)
  raise_hostile,  ///< throws what is no std::exception and can't be copied: its copy constructor throws (P51)
  exit,           ///< neither returns nor throws: its thread is made to exit (P48)
};

/// Whether a task that ends so has failed.
[[nodiscard]] constexpr bool fails(ending end) { return end != ending::ok && end != ending::nil; }

struct task {
  std::uint32_t group = 0;  ///< 0: the outermost; others are opened by a `nest` step
  std::vector<step> steps;
  ending end = ending::ok;
  error_shape shape = error_shape::leaf;
  friend bool operator==(const task&, const task&) = default;
};

/// One thing that the driver does with the outermost group.
enum class driver_kind : std::uint8_t {
  submit,         ///< submit task `value`; blocks at the limit
  try_submit,     ///< submit task `value` if that is possible at once
  wait,           ///< wait on `value` threads at once (1: the driver itself)
  cancel_parent,  ///< cancel the parent context
  await_cancel,   ///< block until the group's own context is cancelled
  observe,        ///< look whether the group's context is cancelled, and why
  open_gate,      ///< open gate `value`
  set_limit,      ///< set the limit to `value`
  rest,           ///< sleep `value` microseconds
  lift_limit,     ///< set it to none
  wait_for,       ///< wait `value` microseconds at most
  wait_beside,    ///< wait on another thread, and go on; the next wait, or the end, joins that thread
  callback,  ///< register a callback, of a `callback_action`, with the group's context, until the end; once
};

struct driver_step {
  driver_kind kind = driver_kind::wait;
  std::uint32_t value = 0;
  friend bool operator==(const driver_step&, const driver_step&) = default;
};

/// Whether a step names a task that it submits, or tries to.
[[nodiscard]] constexpr bool submits(const step& step) {
  return step.kind == step_kind::submit || step.kind == step_kind::try_submit;
}
[[nodiscard]] constexpr bool submits(const driver_step& step) {
  return step.kind == driver_kind::submit || step.kind == driver_kind::try_submit;
}
/// Whether a step begins a wait, of whatever kind.
[[nodiscard]] constexpr bool waits(const driver_step& step) {
  return step.kind == driver_kind::wait || step.kind == driver_kind::wait_for ||
         step.kind == driver_kind::wait_beside;
}

/// A delay at an injection point, on behalf of one task or of whoever comes by.
struct delay {
  injection_point at = injection_point::body_returned;
  std::int32_t task = -1;  ///< -1: any
  std::uint32_t us = 0;
  friend bool operator==(const delay&, const delay&) = default;
};

/// What the system does wrong.
struct faults {
  std::uint32_t thread_create_fails_at = 0;  ///< the subject's k-th thread creation fails; 0: none does
  /// The k-th allocation inside the driver's submits fails, whichever submit that is; 0: none does.
  std::uint32_t allocation_fails_at = 0;
  std::uint32_t move_fails_at = 0;  ///< the same for the moves of the tasks' callables
  /// The subject's k-th wait on a condition variable ends at once, for no reason; 0: none does.
  std::uint32_t spurious_wakeup_at = 0;
  friend bool operator==(const faults&, const faults&) = default;
};

/// Everything that will go wrong in one case, as a plain value. Which thread runs when is not part of it:
/// that is the schedule. Equal plans ask the same of every subject.
struct plan {
  error_policy policy = error_policy::first;
  bool context = false;                      ///< the group has a context of its own
  std::optional<std::uint32_t> limit;        ///< most active tasks; none: unlimited
  std::optional<std::uint32_t> deadline_us;  ///< the parent context's deadline, from the start of the case
  std::vector<task> tasks;
  std::vector<driver_step> driver;
  std::vector<delay> delays;
  struct faults faults;
  friend bool operator==(const plan&, const plan&) = default;
};

inline constexpr int plan_version = 1;

/// Why no plan for a subject with these capabilities can have these faults: it names the field. Nothing where
/// some can.
[[nodiscard]] std::optional<std::string> why_impossible(const faults& faults, const capabilities& can);

/// Tasks and steps, the measures that shrinking brings down.
[[nodiscard]] std::size_t count_steps(const plan& plan);

/// Whether the driver waits after its last submit. If not, the group's destruction joins (P56).
[[nodiscard]] bool ends_with_a_wait(const plan& plan);

/// Whether a `submit` or `try_submit` step of another task submits it, rather than the driver or the `nest`
/// step of its group.
[[nodiscard]] bool submitted_by_a_task(const plan& plan, std::uint32_t task);

/// Why no correct subject with these capabilities could run the plan to its end: it names the field and the
/// cure. Nothing where the plan is possible.
[[nodiscard]] std::optional<std::string> why_impossible(const plan& plan, const capabilities& capabilities);

/// The plan as a person reads it, a line for the group, each task, the driver, each delay and fault.
[[nodiscard]] std::vector<std::string> describe(const plan& plan);
[[nodiscard]] std::vector<std::string> describe_faults(const plan& plan);

std::ostream& operator<<(std::ostream& out, const plan& plan);

}  // namespace gauntlet::plan
