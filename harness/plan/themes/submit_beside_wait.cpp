#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void submit_beside_wait(draft& draft) {
  const auto& can = draft.can;
  if (!can.repeat_wait || !can.reuse || !can.starts_on_submit || can.concurrency < 4) return children(draft);
  auto& random = draft.random;
  task active = draft.random_task(30);
  const bool ordered = !can.unordered_submits || random.percent(50);
  const auto gate = ordered ? draft.new_gate() : 0;
  if (ordered) active.steps.push_back({step_kind::gate, gate});
  if (can.limit && random.percent(30)) draft.limit_to(random.between(2, 4));
  draft.submit_blocking(std::move(active));
  for (auto n = random.between(1, 2); n > 0; --n)
    draft.add_driver_step(driver_kind::wait_beside,
                          can.timed_wait && random.percent(30) ? random.between(1, 200) : 0);
  for (auto n = draft.random_count(4); n > 0; --n) {
    task task = draft.random_task(30);
    if (random.percent(40)) task.steps.push_back({step_kind::delay, random.between(1, 150)});
    draft.submit_blocking(std::move(task));
  }
  if (ordered) draft.add_driver_step(driver_kind::open_gate, gate);
}

}  // namespace gauntlet::plan::themes
