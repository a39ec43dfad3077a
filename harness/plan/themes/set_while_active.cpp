#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

// The active tasks block at a gate while the limit is set. The refusal must not keep them from ending.
void set_while_active(draft& draft) {
  if (!draft.can.set_limit || !draft.can.starts_on_submit) return limited(draft);
  auto& random = draft.random;
  const auto n = draft.random_blocking_count(3);
  if (random.percent(50)) draft.plan.limit = n + random.between(0, 2);
  for (std::uint32_t i = 0; i < n; ++i) {
    task task = draft.random_task(20);
    task.steps.push_back({step_kind::gate, 0});
    draft.submit_blocking(std::move(task));
  }
  if (random.percent(25))
    draft.add_driver_step(driver_kind::lift_limit);
  else
    draft.add_driver_step(driver_kind::set_limit, random.between(1, 4));
  draft.add_driver_step(driver_kind::open_gate, 0);
  for (auto more = random.between(0, 2); more > 0 && draft.room() > 0; --more)
    draft.submit_blocking(draft.random_task(20));
}

}  // namespace gauntlet::plan::themes
