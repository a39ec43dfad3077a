#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan::themes {

/// Appends a wait for cancellation to the task. Sometimes appends a check, which must observe the
/// cancellation again (P17).
void await_cancel(draft& draft, task& task);

/// Returns a task that cancels the parent context and sometimes checks its own group's context afterwards
/// (P20).
[[nodiscard]] task task_that_cancels(draft& draft);

}  // namespace gauntlet::plan::themes
