#include <algorithm>

#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

task task_with_callback(draft& draft, bool may_wait) {
  task task = draft.random_task(30);
  task.steps.push_back({step_kind::callback, random_callback(draft)});
  if (may_wait && draft.random.percent(60)) task.steps.push_back({step_kind::await_cancel, 0});
  if (draft.random.percent(40)) task.steps.push_back({step_kind::drop_callback, 0});
  return task;
}

/// Submits a task that waits for cancellation, and one whose callback waits for the end of the first.
void callback_that_waits(draft& draft) {
  task waits = draft.random_task(50), registers = draft.random_task(30);
  waits.steps.push_back({step_kind::await_cancel, 0});
  const auto other = draft.submit_blocking(std::move(waits));
  registers.steps.push_back({step_kind::callback, callback_value(callback_action::await_task, other)});
  if (draft.random.percent(60)) registers.steps.push_back({step_kind::await_cancel, 0});
  draft.submit_blocking(std::move(registers));
}

/// Lets a task open a group whose task registers a callback, which the outer cancellation runs.
void callback_in_nested_group(draft& draft) {
  task opener = draft.random_task(30);
  const auto group = draft.new_group();
  opener.steps.push_back({step_kind::nest, group});
  draft.submit(std::move(opener));
  task inner = task_with_callback(draft, true);
  inner.group = group;
  draft.add_task(std::move(inner));
}

}  // namespace

void callbacks(draft& draft) {
  if (!draft.can.callbacks || !draft.plan.context) return cancel_waiters(draft);
  const bool may_wait = draft.with_context() && draft.can.concurrency > 4;
  if (draft.can.starts_on_submit && draft.random.percent(50))
    draft.add_driver_step(driver_kind::callback, random_callback(draft));
  if (draft.can.reentrant_callbacks && may_wait && !draft.may_be_limited() && draft.random.percent(50))
    callback_that_waits(draft);
  if (draft.can.nesting && may_wait && draft.room_for_groups() > 0 && draft.random.percent(25))
    callback_in_nested_group(draft);
  const auto n = std::min(draft.random_blocking_count(4), draft.can.max_tasks - 1);
  for (std::uint32_t i = 0; i < n; ++i) draft.submit(task_with_callback(draft, may_wait));
  const bool from_parent = draft.can.parent && draft.random.percent(25);
  draft.submit(from_parent ? task_that_cancels(draft) : draft.failing_task());
}

}  // namespace gauntlet::plan::themes
