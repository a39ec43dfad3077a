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

/// Cancels the parent, once or by several threads at the same time.
void add_cancellations(draft& draft, std::uint32_t observers) {
  auto& random = draft.random;
  const auto several = random.percent(40) ? random.between(2, 3) : 1u;
  for (std::uint32_t i = 0; i < several; ++i) {
    const bool from_task = random.percent(i == 0 ? 40 : 75) || !draft.can.starts_on_submit;
    if (from_task && draft.room() > 0 && draft.can.concurrency > observers + 2) {
      draft.submit(task_that_cancels(draft));
    } else if (draft.can.starts_on_submit) {
      auto& driver = draft.plan.driver;
      const auto at = random.between(0, static_cast<std::uint32_t>(driver.size()));
      driver.insert(driver.begin() + at, {driver_kind::cancel_parent, 0});
    }
  }
}

}  // namespace

void parent_cancel(draft& draft) {
  if (!draft.can.parent || !draft.plan.context) return mixed(draft);
  if (draft.can.deadline && draft.in_first_phase() && draft.random.percent(25))
    draft.plan.deadline_us = random_deadline(draft);
  const auto n = std::min(draft.random_blocking_count(6), draft.can.max_tasks - 1);
  add_observers(draft, n);
  add_cancellations(draft, n);
}

void deadline(draft& draft) {
  if (!draft.can.deadline || !draft.with_context() || !draft.can.starts_on_submit || draft.plan.deadline_us)
    return parent_cancel(draft);
  auto& random = draft.random;
  const auto when = random_deadline(draft);
  draft.plan.deadline_us = when;
  const bool passes = when < far_deadline_us;
  for (auto n = draft.random_blocking_count(3); n > 0; --n) {
    task task = draft.random_task(passes ? 10 : 30);
    if (draft.can.callbacks && random.percent(30))
      task.steps.push_back({step_kind::callback, random_callback(draft)});
    if (random.percent(60)) task.steps.push_back({passes ? step_kind::await_cancel : step_kind::check, 0});
    if (draft.can.nesting && draft.room_for_groups() > 0 && random.percent(30)) {
      const auto group = draft.new_group();
      task.steps.push_back({step_kind::nest, group});
      auto inner = draft.random_task(20);
      inner.group = group;
      inner.steps.push_back({passes ? step_kind::await_cancel : step_kind::check, 0});
      draft.submit(std::move(task));
      draft.add_task(std::move(inner));
    } else {
      draft.submit(std::move(task));
    }
  }
  if (random.percent(30)) draft.submit(task_that_cancels(draft));
  if (draft.can.timed_wait && random.percent(25))
    draft.add_driver_step(driver_kind::wait_for, random.between(0, 500));
  if (passes && random.percent(20)) draft.add_driver_step(driver_kind::await_cancel);
  if (random.percent(25)) draft.plan.faults.spurious_wakeup_at = random.between(1, 3);
}

}  // namespace gauntlet::plan::themes
