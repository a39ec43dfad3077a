#include "harness/plan/second_round.hpp"

#include <algorithm>

namespace gauntlet::plan {
namespace {

/// Inserts a rest before the final waits, and a delay after a task is counted down. The wait can then find no
/// active task and return, and the next round can start, before the last task has notified the waiting
/// threads (P40).
void overlap_the_rounds(draft& draft) {
  auto& driver = draft.plan.driver;
  const auto first_wait = std::find_if(driver.rbegin(), driver.rend(), [](const driver_step& step) {
                            return step.kind != driver_kind::wait;
                          }).base();
  driver.insert(first_wait, {driver_kind::rest, draft.random.between(50, 400)});
  draft.add_delay(injection_point::counted_down, draft.random.between(200, 600));
}

void submit_again(draft& draft, bool overlapping) {
  for (auto n = draft.random.between(1, 3); n > 0 && draft.room() > 0; --n) {
    task task = draft.random_task(40);
    if (overlapping) task.steps.push_back({step_kind::delay, draft.random.between(100, 600)});
    if (draft.plan.context && draft.can.context && draft.random.percent(50))
      task.steps.push_back({step_kind::check, 0});
    draft.submit_blocking(std::move(task));
  }
}

}  // namespace

void maybe_second_round(draft& draft) {
  if (draft.can.repeat_wait && draft.random.percent(20)) draft.add_driver_step(driver_kind::wait, 1);
  if (!draft.can.reuse || !draft.random.percent(12)) return;
  const bool overlapping = draft.random.percent(50);
  if (overlapping) overlap_the_rounds(draft);
  submit_again(draft, overlapping);
  if (draft.with_context() && draft.can.starts_on_submit && draft.random.percent(30))
    draft.add_driver_step(driver_kind::observe);
  draft.add_driver_step(driver_kind::wait, 1);
}

}  // namespace gauntlet::plan
