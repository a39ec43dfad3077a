#include "harness/plan/themes/catalogue.hpp"

#include <algorithm>

namespace gauntlet::plan::themes {

// As many tasks as the limit allows are let in at once, and no more.
void count_permits(draft& draft) {
  const auto& can = draft.can;
  if (!can.limit || !can.try_submit || !can.reuse || can.concurrency < 4) return limited(draft);
  auto& random = draft.random;
  const auto limit = draft.any_limit(std::min(5u, can.concurrency - 3));
  draft.plan.limit = limit;
  for (auto n = random.between(1, 5); n > 0; --n) draft.submit_blocking(draft.any_task(40));
  draft.drive(driver_kind::wait, 1);
  if (can.set_limit && random.percent(50)) draft.drive(driver_kind::set_limit, limit);
  for (std::uint32_t i = 0; i <= limit && draft.room() > 0; ++i) {
    task task = draft.any_task(20);
    task.steps.push_back({step_kind::gate, 0});
    draft.drive(driver_kind::try_submit, draft.add(std::move(task)));
  }
  draft.drive(driver_kind::open_gate, 0);
  if (random.percent(40))  // between the permit and the count-down, in whichever order they come (P27)
    draft.add_delay(injection_point::permit_released, random.between(50, 500));
}

}  // namespace gauntlet::plan::themes
