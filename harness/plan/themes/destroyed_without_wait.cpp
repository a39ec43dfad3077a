#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void destroyed_without_wait(draft& draft) {
  if (!draft.can.joins_when_destroyed) return mixed(draft);
  draft.adds_final_wait = false;
  auto& random = draft.random;
  const bool waiters = draft.with_context() && random.percent(40);
  for (auto n = waiters ? draft.random_blocking_count(5) : draft.random_count(8); n > 0; --n) {
    task task = draft.random_task(30);
    if (waiters && random.percent(60))
      task.steps.push_back({step_kind::await_cancel, 0});
    else if (random.percent(50))
      task.steps.push_back({step_kind::delay, random.between(1, 150)});
    draft.submit_blocking(std::move(task));
  }
}

}  // namespace gauntlet::plan::themes
