#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

void add_nested_task(draft& draft, std::uint32_t group, task inner) {
  inner.group = group;
  draft.add_task(std::move(inner));
}

/// A group that is opened after its parent was cancelled must be cancelled from the start (P18).
void nested_in_cancelled(draft& draft) {
  auto opener = task_that_cancels(draft);
  opener.steps.push_back({step_kind::check, 0});
  opener.steps.push_back({step_kind::nest, 1});
  draft.submit(std::move(opener));
  for (auto n = draft.random.between(1, 4); n > 0 && draft.room_for_nested() > 0; --n) {
    task inner = draft.random_task(30);
    inner.steps.push_back({step_kind::check, 0});
    add_nested_task(draft, 1, std::move(inner));
  }
}

/// There are two nested groups. One has failed and may have ended when the outer group is cancelled. The
/// other one must be cancelled then (P20).
void nested_with_a_failed_sibling(draft& draft) {
  auto& random = draft.random;
  const auto failed = random.between(1, 2);
  for (const std::uint32_t group : {1u, 2u}) {
    task opener = draft.random_task(20);
    opener.steps.push_back({step_kind::nest, group});
    draft.submit(std::move(opener));
  }
  task stays = draft.random_task(20), waits = draft.random_task(30), late = draft.failing_task();
  stays.steps.push_back({step_kind::delay, random.between(100, 600)});
  waits.steps.push_back({step_kind::await_cancel, 0});
  late.steps.push_back({step_kind::delay, random.between(20, 400)});
  add_nested_task(draft, failed, draft.failing_task());
  add_nested_task(draft, failed, std::move(stays));
  add_nested_task(draft, 3 - failed, std::move(waits));
  draft.submit(std::move(late));
  if (random.percent(50))  // between the cancellations of the two groups
    draft.add_delay(injection_point::cause_stored, random.between(50, 400));
}

/// Makes the outer group fail at about the time at which nested groups are opened (P18).
void fail_while_groups_open(draft& draft) {
  task late = draft.failing_task();
  if (draft.random.percent(75)) {
    const auto us = draft.random.between(100, 600);
    draft.add_delay(injection_point::registered, us);
    late.steps.push_back({step_kind::delay, draft.random.between(1, 2 * us)});
  }
  draft.submit(std::move(late));
}

void add_nested_tasks(draft& draft, std::uint32_t group, bool await) {
  for (auto n = draft.random.between(1, 3); n > 0 && draft.room_for_nested() > 0; --n) {
    task inner = draft.random_task(35);
    if (await)
      inner.steps.push_back({step_kind::await_cancel, 0});
    else if (draft.with_context() && draft.random.percent(30))
      inner.steps.push_back({step_kind::check, 0});
    add_nested_task(draft, group, std::move(inner));
  }
}

}  // namespace

void nested(draft& draft) {
  if (!draft.can.nesting) return children(draft);
  auto& random = draft.random;
  if (draft.can.parent && draft.with_context() && random.percent(25)) return nested_in_cancelled(draft);
  if (draft.with_context() && draft.room() > 5 && random.percent(25))
    return nested_with_a_failed_sibling(draft);
  for (auto n = draft.random_count(3); n > 0; --n) draft.submit(draft.random_task(30));
  // If true, tasks of nested groups wait for a cancellation that only the outer group can cause (P18, P20).
  const bool from_outside = draft.with_context() && random.percent(40);
  std::uint32_t group = 1;
  for (std::uint32_t opener = 0; opener < draft.plan.tasks.size() && group < 4; ++opener) {
    const bool certain = from_outside && group == 1;
    if (!certain && !random.percent(50)) continue;
    draft.plan.tasks[opener].steps.push_back({step_kind::nest, group});
    add_nested_tasks(draft, group++, from_outside);
  }
  if (from_outside && draft.room() > 0) fail_while_groups_open(draft);
}

}  // namespace gauntlet::plan::themes
