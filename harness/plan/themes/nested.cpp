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
  const auto group = draft.new_group();
  opener.steps.push_back({step_kind::check, 0});
  opener.steps.push_back({step_kind::nest, group});
  draft.submit(std::move(opener));
  for (auto n = draft.random.between(1, 4); n > 0 && draft.room_for_nested() > 0; --n) {
    task inner = draft.random_task(30);
    inner.steps.push_back({step_kind::check, 0});
    add_nested_task(draft, group, std::move(inner));
  }
}

/// There are two nested groups. One has failed and may have ended when the outer group is cancelled. The
/// other one must be cancelled then (P20).
void nested_with_a_failed_sibling(draft& draft) {
  auto& random = draft.random;
  const std::uint32_t groups[] = {draft.new_group(), draft.new_group()};
  const auto first_fails = random.percent(50);
  const auto failed = groups[first_fails ? 0 : 1], cancelled = groups[first_fails ? 1 : 0];
  for (const std::uint32_t group : groups) {
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
  add_nested_task(draft, cancelled, std::move(waits));
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

/// Gives the group a deadline, a timed wait, a second wait, or no wait.
void vary_nested_group(draft& draft, std::uint32_t index) {
  auto& random = draft.random;
  if (!draft.can.starts_on_submit || !random.percent(50)) return;
  nested_group& group = draft.group(index);
  if (draft.can.deadline && draft.plan.context && random.percent(40))
    group.deadline_us = random_deadline(draft);
  if (draft.can.timed_wait && draft.can.repeat_wait && random.percent(40))
    group.wait_for_us = random.between(0, 200);
  if (draft.can.joins_when_destroyed && random.percent(30)) group.waits = 0;
  if (group.waits > 0 && draft.can.repeat_wait && random.percent(30)) group.waits = 2;
}

}  // namespace

void nested(draft& draft) {
  if (!draft.can.nesting || draft.room_for_groups() < 3) return children(draft);
  auto& random = draft.random;
  if (draft.can.parent && draft.with_context() && random.percent(25)) return nested_in_cancelled(draft);
  if (draft.with_context() && draft.room() > 5 && random.percent(25))
    return nested_with_a_failed_sibling(draft);
  for (auto n = draft.random_count(3); n > 0; --n) draft.submit(draft.random_task(30));
  // If true, tasks of nested groups wait for a cancellation that only the outer group can cause (P18, P20).
  const bool from_outside = draft.with_context() && random.percent(40);
  bool first = true;
  for (auto opener = draft.first_task; opener < draft.plan.tasks.size() && draft.room_for_groups() > 0;
       ++opener) {
    if (draft.plan.tasks[opener].group != 0) break;  // the tasks of the groups that were opened
    const bool certain = from_outside && first;
    first = false;
    if (!certain && !random.percent(50)) continue;
    const auto group = draft.new_group();
    draft.plan.tasks[opener].steps.push_back({step_kind::nest, group});
    add_nested_tasks(draft, group, from_outside);
    vary_nested_group(draft, group);
  }
  if (from_outside && draft.room() > 0) fail_while_groups_open(draft);
}

void rounds(draft& draft) {
  if (!draft.can.nesting || draft.room_for_groups() < 5) return nested(draft);
  task opener = draft.random_task(20);
  const auto first = draft.room_for_groups();
  for (auto n = draft.random.between(4, first); n > 0; --n)
    opener.steps.push_back({step_kind::nest, draft.new_group()});
  const auto groups = opener.steps;
  draft.submit_blocking(std::move(opener));
  const bool fails = draft.random.percent(50);
  for (const step& open : groups)
    add_nested_task(draft, open.value, fails ? draft.failing_task() : draft.succeeding_task());
}

}  // namespace gauntlet::plan::themes
