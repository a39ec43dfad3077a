#pragma once

#include <optional>
#include <string>

#include "harness/plan/plan.hpp"

/// The checks that make up `why_impossible`. Each returns its complaint, which names the field and the cure,
/// or nothing. A check may rely on those that stand above it in why_impossible.
namespace gauntlet::plan {

using complaint = std::optional<std::string>;

/// A list is longer than its limit, or a value is out of range.
[[nodiscard]] complaint beyond_size(const plan& plan);
[[nodiscard]] complaint beyond_range(const plan& plan);

/// A task is not submitted exactly once: by a driver step, a submit step, or the nest step of its group.
[[nodiscard]] complaint not_submitted_once(const plan& plan);

/// A task, or the driver, registers more than one callback: an event names only who registered it.
[[nodiscard]] complaint several_callbacks(const plan& plan);

/// Nobody joins the last tasks, or a thread that waits beside the driver.
[[nodiscard]] complaint not_joined(const plan& plan, const capabilities& can);

/// The plan needs what the subject does not have.
[[nodiscard]] complaint group_beyond(const plan& plan, const capabilities& can);
[[nodiscard]] complaint driver_beyond(const plan& plan, const capabilities& can);
[[nodiscard]] complaint task_beyond(const plan& plan, const capabilities& can);
[[nodiscard]] complaint end_beyond(const plan& plan, const capabilities& can);

/// A fault can strike in more than one submit: the plan does not decide which submit fails.
[[nodiscard]] complaint fault_undecided(const plan& plan);

/// Tasks that submit under a limit may deadlock by specification (P35).
[[nodiscard]] complaint self_deadlock(const plan& plan);

/// More bodies must block at once than the subject promises to run.
[[nodiscard]] complaint beyond_concurrency(const plan& plan, const capabilities& can);

/// The plan would block for ever on a correct subject (abstract_run.hpp), also where a fault strikes.
[[nodiscard]] complaint endless(const plan& plan, const capabilities& can);

}  // namespace gauntlet::plan
