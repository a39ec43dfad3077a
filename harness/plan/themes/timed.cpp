#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// At a gate that the driver opens after the wait has given up, or for some time.
step any_blocking_step(draft& draft, bool gated, std::uint32_t low, std::uint32_t high) {
  if (gated) return {step_kind::gate, 0};
  return {step_kind::delay, draft.random.between(low, high)};
}

/// A failure after a wait that gave up cancels the others as any other failure does (P13).
void waits_for_a_late_failure(draft& draft, bool gated) {
  if (draft.room() < 2) return;
  task waits = draft.any_task(30), late = draft.failing();
  await_cancel(draft, waits);
  late.steps.push_back(any_blocking_step(draft, gated, 50, 400));
  draft.submit_blocking(std::move(waits));
  draft.submit_blocking(std::move(late));
}

}  // namespace

void timed(draft& draft) {
  if (!draft.can.timed_wait || !draft.can.starts_on_submit) return last_fails(draft);
  auto& random = draft.random;
  const bool gated = random.percent(50);
  for (auto n = gated ? draft.few_blocking(4) : draft.few(4); n > 0; --n) {
    task task = draft.any_task(40);
    task.steps.push_back(any_blocking_step(draft, gated, 1, 200));
    draft.submit_blocking(std::move(task));
  }
  if (draft.with_context() && random.percent(30)) waits_for_a_late_failure(draft, gated);
  draft.drive(driver_kind::wait_for, random.between(1, gated ? 60 : 200));
  if (random.percent(30))  // a wait that gives up when it is about to be notified
    draft.add_delay(injection_point::counted_down, random.between(50, 400));
  if (gated) draft.drive(driver_kind::open_gate, 0);
}

}  // namespace gauntlet::plan::themes
