#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Submits enough tasks, with long enough sleeps, to reach a limit that is built into the subject (P25).
void reach_fixed_limit(draft& draft) {
  const auto limit = static_cast<std::uint32_t>(draft.can.fixed_limit);
  for (auto n = limit + draft.random.between(0, 6); n > 0 && draft.room() > 0; --n) {
    task task = draft.random_task(25);
    task.steps.push_back({step_kind::delay, draft.random.between(300, 900)});
    draft.submit(std::move(task));
  }
}

}  // namespace

void limited(draft& draft) {
  if (draft.can.fixed_limit > 0) return reach_fixed_limit(draft);
  if (!draft.can.limit) return mixed(draft);
  draft.plan.limit = draft.random_limit(6);
  for (auto n = draft.random_count(40); n > 0; --n) {
    task task = draft.random_task(25);
    if (draft.random.percent(40)) task.steps.push_back({step_kind::delay, draft.random.between(1, 60)});
    const auto index = draft.add_task(std::move(task));
    const bool tries = draft.can.try_submit && draft.random.percent(25);
    draft.add_driver_step(tries ? driver_kind::try_submit : driver_kind::submit, index);
  }
}

void limited_chain(draft& draft) {
  if (!draft.can.limit) return all_fail(draft);
  draft.plan.limit = 1;
  for (auto n = draft.random_count(10); n > 0; --n) draft.submit_blocking(draft.random_task(70));
}

}  // namespace gauntlet::plan::themes
