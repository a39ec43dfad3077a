#include <algorithm>

#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

std::uint32_t any_callback(draft& draft) { return draft.random.below(callback_actions); }

task with_a_callback(draft& draft, bool may_wait) {
  task task = draft.any_task(30);
  task.steps.push_back({step_kind::callback, any_callback(draft)});
  if (may_wait && draft.random.percent(60)) task.steps.push_back({step_kind::await_cancel, 0});
  if (draft.random.percent(40)) task.steps.push_back({step_kind::drop_callback, 0});
  return task;
}

}  // namespace

void callbacks(draft& draft) {
  if (!draft.can.callbacks || !draft.plan.context) return cancel_waiters(draft);
  const bool may_wait = draft.with_context() && draft.can.concurrency > 4;
  if (draft.can.starts_on_submit && draft.random.percent(50))
    draft.drive(driver_kind::callback, any_callback(draft));
  const auto n = std::min(draft.few_blocking(4), draft.can.max_tasks - 1);
  for (std::uint32_t i = 0; i < n; ++i) draft.submit(with_a_callback(draft, may_wait));
  const bool from_parent = draft.can.parent && draft.random.percent(25);
  draft.submit(from_parent ? canceller(draft) : draft.failing());
}

}  // namespace gauntlet::plan::themes
