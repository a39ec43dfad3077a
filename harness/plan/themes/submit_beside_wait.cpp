#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void submit_beside_wait(draft& draft) {
  const auto& can = draft.can;
  if (!can.repeat_wait || !can.reuse || !can.starts_on_submit || can.concurrency < 4) return children(draft);
  auto& random = draft.random;
  task active = draft.random_task(30);
  active.steps.push_back({step_kind::gate, 0});
  draft.submit_blocking(std::move(active));
  if (can.limit && random.percent(30)) draft.plan.limit = random.between(2, 4);
  draft.add_driver_step(driver_kind::wait_beside);
  for (auto n = draft.random_count(4); n > 0; --n) {
    task task = draft.random_task(30);
    if (random.percent(40)) task.steps.push_back({step_kind::delay, random.between(1, 150)});
    draft.submit_blocking(std::move(task));
  }
  draft.add_driver_step(driver_kind::open_gate, 0);
}

}  // namespace gauntlet::plan::themes
