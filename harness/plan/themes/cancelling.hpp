#pragma once

#include "harness/plan/draft.hpp"

namespace gauntlet::plan::themes {

/// Appends a wait for cancellation, now and then with a second look, which must observe it, too (P17).
void await_cancel(draft& draft, task& task);

/// A task that cancels the parent, and may look at what that did to its own group (P20).
[[nodiscard]] task canceller(draft& draft);

}  // namespace gauntlet::plan::themes
