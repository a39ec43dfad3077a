#include <algorithm>

#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

std::uint32_t random_callback_action(draft& draft) { return draft.random.below(callback_actions); }

task task_with_callback(draft& draft, bool may_wait) {
  task task = draft.random_task(30);
  task.steps.push_back({step_kind::callback, random_callback_action(draft)});
  if (may_wait && draft.random.percent(60)) task.steps.push_back({step_kind::await_cancel, 0});
  if (draft.random.percent(40)) task.steps.push_back({step_kind::drop_callback, 0});
  return task;
}

}  // namespace

void callbacks(draft& draft) {
  if (!draft.can.callbacks || !draft.plan.context) return cancel_waiters(draft);
  const bool may_wait = draft.with_context() && draft.can.concurrency > 4;
  if (draft.can.starts_on_submit && draft.random.percent(50))
    draft.add_driver_step(driver_kind::callback, random_callback_action(draft));
  const auto n = std::min(draft.random_blocking_count(4), draft.can.max_tasks - 1);
  for (std::uint32_t i = 0; i < n; ++i) draft.submit(task_with_callback(draft, may_wait));
  const bool from_parent = draft.can.parent && draft.random.percent(25);
  draft.submit(from_parent ? task_that_cancels(draft) : draft.failing_task());
}

}  // namespace gauntlet::plan::themes
