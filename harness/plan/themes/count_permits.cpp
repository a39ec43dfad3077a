#include "harness/plan/themes/catalogue.hpp"

#include <algorithm>

namespace gauntlet::plan::themes {

// After the wait, one try_submit more than the limit follows. All tasks block at a gate. The subject must
// accept as many as the limit and reject one.
void count_permits(draft& draft) {
  const auto& can = draft.can;
  if (!can.limit || !can.try_submit || !can.reuse || can.concurrency < 4) return limited(draft);
  auto& random = draft.random;
  const auto limit = draft.random_limit(std::min(5u, can.concurrency - 3));
  draft.plan.limit = limit;
  for (auto n = random.between(1, 5); n > 0; --n) draft.submit_blocking(draft.random_task(40));
  draft.add_driver_step(driver_kind::wait, 1);
  if (can.set_limit && random.percent(50)) draft.add_driver_step(driver_kind::set_limit, limit);
  for (std::uint32_t i = 0; i <= limit && draft.room() > 0; ++i) {
    task task = draft.random_task(20);
    task.steps.push_back({step_kind::gate, 0});
    draft.add_driver_step(driver_kind::try_submit, draft.add_task(std::move(task)));
  }
  draft.add_driver_step(driver_kind::open_gate, 0);
  // A delay between the release of the permit and the count-down of the task; subjects differ in their order
  // (P27).
  if (random.percent(40)) draft.add_delay(injection_point::permit_released, random.between(50, 500));
}

}  // namespace gauntlet::plan::themes
