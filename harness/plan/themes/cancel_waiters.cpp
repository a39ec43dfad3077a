#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Submits tasks after the driver has observed the cancellation. They must observe it too (P18), and so must
/// the driver again (P17).
void submit_after_cancel(draft& draft) {
  for (auto n = draft.random.between(1, 2); n > 0 && draft.room() > 0; --n) {
    task late = draft.random_task(30);
    late.steps.push_back({step_kind::check, 0});
    draft.submit(std::move(late));
  }
  draft.add_driver_step(driver_kind::observe);
}

/// Submits tasks that wait for cancellation, and one task whose failure cancels them.
void waiters_and_a_trigger(draft& draft, std::uint32_t waiters) {
  const auto trigger_at = draft.random.between(0, waiters);
  for (std::uint32_t i = 0; i <= waiters; ++i) {
    task task = i == trigger_at ? draft.failing_task() : draft.random_task(30);
    if (i != trigger_at)
      await_cancel(draft, task);
    else if (draft.random.percent(40))
      task.steps.push_back({step_kind::delay, draft.random.between(5, 200)});
    draft.submit(std::move(task));
  }
}

}  // namespace

void cancel_waiters(draft& draft) {
  if (!draft.with_context()) return one_fails(draft);
  const auto waiters = draft.random_blocking_count(8);
  waiters_and_a_trigger(draft, waiters);
  if (draft.can.starts_on_submit && draft.random.percent(50)) {
    draft.add_driver_step(driver_kind::await_cancel);
    if (draft.random.percent(50)) submit_after_cancel(draft);
  }
  if (draft.can.limit && draft.random.percent(20)) draft.plan.limit = waiters + 1;
}

}  // namespace gauntlet::plan::themes
