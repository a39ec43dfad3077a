#pragma once

#include <optional>
#include <string>

#include "harness/plan/plan.hpp"

/// The checks of `why_impossible`. Each returns a message that names the field and the cure, or nullopt if it
/// finds no problem. Requires: the checks before it in why_impossible have found no problem.
namespace gauntlet::plan {

using problem = std::optional<std::string>;

/// A list has too many entries, or a delay is too long or names no task.
[[nodiscard]] problem too_large(const plan& plan);
/// The value of a step is out of range.
[[nodiscard]] problem out_of_range(const plan& plan);

/// A task is not submitted exactly once, by a driver step, a submit step, or the nest step of its group.
[[nodiscard]] problem not_submitted_once(const plan& plan);

/// A task or the driver registers more than one callback. The events of a callback identify it only by the
/// actor that registered it.
[[nodiscard]] problem several_callbacks(const plan& plan);

/// Neither a wait nor the destructor joins the last tasks, or no wait joins the thread of `wait_beside`.
[[nodiscard]] problem not_joined(const plan& plan, const capabilities& can);

/// The group, a fault, a step of the driver, a step of a task or the end of a task needs a capability that
/// the subject does not have.
[[nodiscard]] problem unsupported_group(const plan& plan, const capabilities& can);
[[nodiscard]] problem unsupported_driver_step(const plan& plan, const capabilities& can);
[[nodiscard]] problem unsupported_task_step(const plan& plan, const capabilities& can);
[[nodiscard]] problem unsupported_task_end(const plan& plan, const capabilities& can);

/// The plan does not determine which submit a fault makes fail.
[[nodiscard]] problem ambiguous_fault(const plan& plan);

/// Tasks that submit under a limit may deadlock even if the subject is correct (P35).
[[nodiscard]] problem self_deadlock(const plan& plan);

/// More bodies may have to run at the same time than the subject promises.
[[nodiscard]] problem insufficient_concurrency(const plan& plan, const capabilities& can);

/// The plan could block forever on a correct subject (abstract_run.hpp), for example because a fault makes a
/// submit fail.
[[nodiscard]] problem never_ends(const plan& plan, const capabilities& can);

}  // namespace gauntlet::plan
