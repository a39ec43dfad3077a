#include <algorithm>

#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Submits tasks that wait for cancellation or check for it.
void add_observers(draft& draft, std::uint32_t n) {
  for (std::uint32_t i = 0; i < n; ++i) {
    task task = draft.random_task(draft.random.percent(50) ? 0 : 35);
    task.steps.push_back({draft.random.percent(50) ? step_kind::await_cancel : step_kind::check, 0});
    draft.submit(std::move(task));
  }
}

}  // namespace

void parent_cancel(draft& draft) {
  if (!draft.can.parent || !draft.plan.context) return mixed(draft);
  auto& random = draft.random;
  if (draft.can.deadline && random.percent(25)) draft.plan.deadline_us = random.between(1, 400);
  const bool from_task = random.percent(40) || !draft.can.starts_on_submit;
  const auto n = std::min(draft.random_blocking_count(6), draft.can.max_tasks - 1);
  add_observers(draft, n);
  if (from_task && draft.can.concurrency > n + 2) {
    draft.submit(task_that_cancels(draft));
  } else if (draft.can.starts_on_submit) {
    auto& driver = draft.plan.driver;
    const auto at = random.between(0, static_cast<std::uint32_t>(driver.size()));
    driver.insert(driver.begin() + at, {driver_kind::cancel_parent, 0});
  }
}

}  // namespace gauntlet::plan::themes
