#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan::themes {

/// Appends a wait for cancellation to the task. Sometimes appends a check, which must observe the
/// cancellation again (P17).
void await_cancel(draft& draft, task& task);

/// Returns a task that cancels the parent context and sometimes checks its own group's context afterwards
/// (P20).
[[nodiscard]] task task_that_cancels(draft& draft);

/// Returns a deadline in microseconds: past, near (to 400 us), middle (to 5 ms), or one that never passes.
[[nodiscard]] std::uint32_t random_deadline(draft& draft);

/// Returns a random callback action, as the value of a step. It cancels a context only if the subject's
/// callbacks may.
[[nodiscard]] std::uint32_t random_callback(draft& draft);

}  // namespace gauntlet::plan::themes
