#include "harness/plan/second_round.hpp"

#include <algorithm>

namespace gauntlet::plan {
namespace {

/// The end of one round may then fall into the next one (P40).
void wait_while_the_last_is_counted_down(draft& draft) {
  auto& driver = draft.plan.driver;
  const auto first_wait = std::find_if(driver.rbegin(), driver.rend(), [](const driver_step& step) {
                            return step.kind != driver_kind::wait;
                          }).base();
  driver.insert(first_wait, {driver_kind::rest, draft.random.between(50, 400)});
  draft.add_delay(injection_point::counted_down, draft.random.between(200, 600));
}

void submit_again(draft& draft, bool early) {
  for (auto n = draft.random.between(1, 3); n > 0 && draft.room() > 0; --n) {
    task task = draft.any_task(40);
    if (early) task.steps.push_back({step_kind::delay, draft.random.between(100, 600)});
    if (draft.plan.context && draft.can.context && draft.random.percent(50))
      task.steps.push_back({step_kind::check, 0});
    draft.submit_blocking(std::move(task));
  }
}

}  // namespace

void maybe_second_round(draft& draft) {
  if (draft.can.repeat_wait && draft.random.percent(20)) draft.drive(driver_kind::wait, 1);
  if (!draft.can.reuse || !draft.random.percent(12)) return;
  const bool early = draft.random.percent(50);
  if (early) wait_while_the_last_is_counted_down(draft);
  submit_again(draft, early);
  if (draft.with_context() && draft.can.starts_on_submit && draft.random.percent(30))
    draft.drive(driver_kind::observe);
  draft.drive(driver_kind::wait, 1);
}

}  // namespace gauntlet::plan
