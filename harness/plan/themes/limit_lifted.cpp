#include "harness/plan/themes/catalogue.hpp"

#include <algorithm>

namespace gauntlet::plan::themes {
namespace {

/// Sets a limit again after it was lifted, and submits more tasks than it allows (P25).
void limit_again(draft& draft) {
  draft.add_driver_step(driver_kind::wait, 1);
  const auto limit = draft.random.between(1, 2);
  draft.add_driver_step(driver_kind::set_limit, limit);
  for (auto n = limit + draft.random.between(1, 3); n > 0 && draft.room() > 0; --n) {
    task task = draft.random_task(20);
    task.steps.push_back({step_kind::delay, draft.random.between(20, 200)});
    draft.submit_blocking(std::move(task));
  }
}

}  // namespace

void limit_lifted(draft& draft) {
  if (!draft.can.set_limit || !draft.can.reuse) return rendezvous(draft);
  if (!draft.limit_to(draft.random.between(1, 2))) return rendezvous(draft);
  for (auto n = draft.random_count(3); n > 0; --n) draft.submit_blocking(draft.random_task(30));
  draft.add_driver_step(driver_kind::wait, 1);
  draft.add_driver_step(driver_kind::lift_limit,
                        draft.can.raw_limits ? draft.random.below(limit_numbers) : 0);
  const auto meeting = draft.new_rendezvous();
  for (auto n = std::max(3u, draft.random_blocking_count(5)); n > 0 && draft.room() > 0; --n) {
    task task = draft.random_task(20);
    task.steps.push_back({step_kind::rendezvous, meeting});
    const bool tries = draft.can.try_submit && draft.random.percent(25);
    draft.add_driver_step(tries ? driver_kind::try_submit : driver_kind::submit,
                          draft.add_task(std::move(task)));
  }
  if (draft.random.percent(50)) limit_again(draft);
}

}  // namespace gauntlet::plan::themes
