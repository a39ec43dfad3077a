#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Returns a step that blocks at a gate, which the driver opens after the timed wait, or sleeps for some
/// time.
step random_blocking_step(draft& draft, bool gated, std::uint32_t low, std::uint32_t high) {
  if (gated) return {step_kind::gate, 0};
  return {step_kind::delay, draft.random.between(low, high)};
}

/// Submits a task that fails, perhaps after the timed wait has timed out, and a task that waits for the
/// cancellation. A failure after a time-out cancels the group like any other failure (P13).
void add_late_failure(draft& draft, bool gated) {
  if (draft.room() < 2) return;
  task waits = draft.random_task(30), late = draft.failing_task();
  await_cancel(draft, waits);
  late.steps.push_back(random_blocking_step(draft, gated, 50, 400));
  draft.submit_blocking(std::move(waits));
  draft.submit_blocking(std::move(late));
}

}  // namespace

void timed(draft& draft) {
  if (!draft.can.timed_wait || !draft.can.starts_on_submit) return last_fails(draft);
  auto& random = draft.random;
  const bool gated = random.percent(50);
  for (auto n = gated ? draft.random_blocking_count(4) : draft.random_count(4); n > 0; --n) {
    task task = draft.random_task(40);
    task.steps.push_back(random_blocking_step(draft, gated, 1, 200));
    draft.submit_blocking(std::move(task));
  }
  if (draft.with_context() && random.percent(30)) add_late_failure(draft, gated);
  draft.add_driver_step(driver_kind::wait_for, random.between(1, gated ? 60 : 200));
  if (random.percent(30))  // lets the wait time out shortly before it is notified
    draft.add_delay(injection_point::counted_down, random.between(50, 400));
  if (gated) draft.add_driver_step(driver_kind::open_gate, 0);
}

}  // namespace gauntlet::plan::themes
