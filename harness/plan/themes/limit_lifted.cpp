#include "harness/plan/themes/catalogue.hpp"

#include <algorithm>

namespace gauntlet::plan::themes {

void limit_lifted(draft& draft) {
  if (!draft.can.set_limit || !draft.can.reuse) return rendezvous(draft);
  draft.plan.limit = draft.random.between(1, 2);
  for (auto n = draft.random_count(3); n > 0; --n) draft.submit_blocking(draft.random_task(30));
  draft.add_driver_step(driver_kind::wait, 1);
  draft.add_driver_step(driver_kind::lift_limit);
  for (auto n = std::max(3u, draft.random_blocking_count(5)); n > 0 && draft.room() > 0; --n) {
    task task = draft.random_task(20);
    task.steps.push_back({step_kind::rendezvous, 0});
    const bool tries = draft.can.try_submit && draft.random.percent(25);
    draft.add_driver_step(tries ? driver_kind::try_submit : driver_kind::submit,
                          draft.add_task(std::move(task)));
  }
}

}  // namespace gauntlet::plan::themes
