#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void rendezvous(draft& draft) {
  const auto n = draft.random_blocking_count(8);
  if (draft.can.limit && draft.random.percent(60)) draft.plan.limit = n;
  for (std::uint32_t i = 0; i < n; ++i) {
    task task = draft.random_task(20);
    task.steps.push_back({step_kind::rendezvous, 0});
    draft.submit_blocking(std::move(task));
  }
}

}  // namespace gauntlet::plan::themes
