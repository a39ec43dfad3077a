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

/// Limits of a plan, so that the recorder can preallocate room for all events of a case.
inline constexpr std::uint32_t max_steps = 16;
inline constexpr std::uint32_t max_driver_steps = 160;
inline constexpr std::uint32_t max_groups = 8;
inline constexpr std::uint32_t max_blocking_points = 16;  ///< for rendezvous, and the same for gates
inline constexpr std::uint32_t max_delay_us = 20'000;
/// The most threads that wait at the same time, including the driver and the thread of `wait_beside`.
inline constexpr std::uint32_t max_waiters = 4;

/// What one step of a task does. The kind determines the meaning of `value`; kinds whose description does not
/// mention it ignore it.
enum class step_kind : std::uint8_t {
  delay,         ///< sleeps `value` microseconds
  spin,          ///< spins `value` iterations
  yield,         ///< yields the processor
  check,         ///< observes whether the context is cancelled, and the cause
  await_cancel,  ///< blocks until the context is cancelled
  rendezvous,    ///< blocks until every task that names rendezvous `value` has arrived
  gate,          ///< blocks until the driver opens gate `value`
  submit,        ///< submits task `value` to the task's group; blocks at the limit
  try_submit,    ///< submits task `value` to the task's group without blocking
  nest,  ///< opens group `value`, derived from the task's group; submits its tasks; waits; the task then
         ///< fails with the group's error, if there is one
  cancel_parent,  ///< cancels the parent context of the outermost group
  callback,       ///< registers a callback with the context; `value`: a callback_action; at most once
  drop_callback,  ///< removes the callback; the end of the body also removes it
};

struct step {
  step_kind kind = step_kind::yield;
  std::uint32_t value = 0;
  friend bool operator==(const step&, const step&) = default;
};

/// How a task ends. An error holds the index of its task.
enum class ending : std::uint8_t {
  ok,
  fail,           ///< returns an error
  raise,          ///< throws an exception
  nil,            ///< returns a nil error of the task's shape, which is a success (P12)
  raise_hostile,  ///< throws an object that is not a std::exception and whose copy constructor throws (P51)
  exit,           ///< exits its thread instead of returning or throwing (P48)
};

/// Returns whether this ending is a failure of the task.
[[nodiscard]] constexpr bool fails(ending end) { return end != ending::ok && end != ending::nil; }

struct task {
  std::uint32_t group = 0;  ///< 0: the outermost group; a `nest` step opens each other group
  std::vector<step> steps;
  ending end = ending::ok;
  error_shape shape = error_shape::leaf;
  friend bool operator==(const task&, const task&) = default;
};

/// What one step of the driver does with the outermost group. The kind determines the meaning of `value`;
/// kinds whose description does not mention it ignore it.
enum class driver_kind : std::uint8_t {
  submit,         ///< submits task `value`; blocks at the limit
  try_submit,     ///< submits task `value` without blocking
  wait,           ///< waits on `value` threads at the same time; one of them is the driver
  cancel_parent,  ///< cancels the parent context
  await_cancel,   ///< blocks until the group's own context is cancelled
  observe,        ///< observes whether the group's own context is cancelled, and the cause
  open_gate,      ///< opens gate `value`
  set_limit,      ///< sets the limit to `value`
  rest,           ///< sleeps `value` microseconds
  lift_limit,     ///< removes the limit
  wait_for,       ///< waits for at most `value` microseconds
  wait_beside,    ///< starts a thread that waits, and continues; the next `wait` joins that thread
  callback,       ///< registers a callback with the group's context until the end of the case; `value`: a
                  ///< callback_action; at most once
};

struct driver_step {
  driver_kind kind = driver_kind::wait;
  std::uint32_t value = 0;
  friend bool operator==(const driver_step&, const driver_step&) = default;
};

/// Returns whether the step submits a task, blocking or not; `value` is then the task.
[[nodiscard]] constexpr bool submits(const step& step) {
  return step.kind == step_kind::submit || step.kind == step_kind::try_submit;
}
[[nodiscard]] constexpr bool submits(const driver_step& step) {
  return step.kind == driver_kind::submit || step.kind == driver_kind::try_submit;
}
/// Returns whether the step starts a wait of any kind.
[[nodiscard]] constexpr bool waits(const driver_step& step) {
  return step.kind == driver_kind::wait || step.kind == driver_kind::wait_for ||
         step.kind == driver_kind::wait_beside;
}

/// A delay of the threads that reach an injection point.
struct delay {
  injection_point at = injection_point::body_returned;
  std::int32_t task = -1;  ///< delays only threads that work for this task; -1: all threads
  std::uint32_t us = 0;
  friend bool operator==(const delay&, const delay&) = default;
};

/// The faults that are injected into a case. Each number k selects the k-th operation; 0: no fault.
struct faults {
  std::uint32_t thread_create_fails_at = 0;  ///< the subject's k-th thread creation fails
  std::uint32_t allocation_fails_at = 0;     ///< the k-th allocation inside the driver's submits fails
  std::uint32_t move_fails_at = 0;       ///< the k-th move of a callable inside the driver's submits throws
  std::uint32_t spurious_wakeup_at = 0;  ///< the subject's k-th wait on a condition variable wakes up
                                         ///< spuriously and immediately
  friend bool operator==(const faults&, const faults&) = default;
};

/// What one case does and which faults it has, as a plain value. The order in which threads run is not part
/// of it; that is the schedule. A plan has the same meaning for every subject.
struct plan {
  error_policy policy = error_policy::first;
  bool context = false;                ///< the outermost group has a context
  std::optional<std::uint32_t> limit;  ///< the most active tasks; nullopt: unlimited
  /// The parent context's deadline, in microseconds from the start of the case; nullopt: none.
  std::optional<std::uint32_t> deadline_us;
  std::vector<task> tasks;
  std::vector<driver_step> driver;
  std::vector<delay> delays;
  struct faults faults;
  friend bool operator==(const plan&, const plan&) = default;
};

/// The version of the plan's JSON format.
inline constexpr int plan_version = 1;

/// Returns why no plan for a subject with these capabilities can have these faults, in a message that names
/// the field. Returns nullopt if some plan can.
[[nodiscard]] std::optional<std::string> why_impossible(const faults& faults, const capabilities& can);

/// Returns the number of driver steps, task steps and delays: a measure of the plan's size.
[[nodiscard]] std::size_t count_steps(const plan& plan);

/// Returns whether the driver waits after its last submit. If it does not, the group's destructor joins
/// (P56).
[[nodiscard]] bool ends_with_a_wait(const plan& plan);

/// Returns whether a `submit` or `try_submit` step of another task submits this task. Otherwise the driver or
/// the `nest` step of its group does.
[[nodiscard]] bool submitted_by_a_task(const plan& plan, std::uint32_t task);

/// Returns why not every correct subject with these capabilities can run the plan to its end, in a message
/// that names the field and the cure. Returns nullopt if the plan is possible.
[[nodiscard]] std::optional<std::string> why_impossible(const plan& plan, const capabilities& capabilities);

/// Returns the plan as text for the user: one line each for the group, every task, the driver, every delay
/// and every fault.
[[nodiscard]] std::vector<std::string> describe(const plan& plan);
/// Returns one line for every delay and every fault.
[[nodiscard]] std::vector<std::string> describe_faults(const plan& plan);

std::ostream& operator<<(std::ostream& out, const plan& plan);

}  // namespace gauntlet::plan
