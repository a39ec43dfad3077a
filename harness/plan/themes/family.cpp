#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// A task submits tasks that meet each other, and sometimes meet it too (P03, P34).
void parent_and_children(draft& draft) {
  auto& random = draft.random;
  const auto meeting = draft.new_rendezvous();
  const auto parent = draft.submit(draft.random_task(20));
  const bool parent_too = random.percent(60);
  for (auto n = random.between(parent_too ? 1 : 2, 2); n > 0 && draft.room() > 0; --n) {
    task child = draft.random_task(20);
    child.steps.push_back({step_kind::rendezvous, meeting});
    const auto index = draft.add_task(std::move(child));
    draft.plan.tasks[parent].steps.push_back({step_kind::submit, index});
  }
  if (parent_too) draft.plan.tasks[parent].steps.push_back({step_kind::rendezvous, meeting});
}

/// The tasks of a nested group meet each other, or one of them fails while the others wait for that (P03,
/// P13).
void siblings_in_nested_group(draft& draft) {
  auto& random = draft.random;
  const auto group = draft.new_group(), meeting = draft.new_rendezvous();
  task opener = draft.random_task(20);
  opener.steps.push_back({step_kind::nest, group});
  draft.submit(std::move(opener));
  const bool cancels = draft.with_context() && random.percent(50);
  for (auto n = random.between(2, 3); n > 0 && draft.room_for_nested() > 0; --n) {
    task inner = cancels && n == 1 ? draft.failing_task() : draft.random_task(20);
    inner.group = group;
    if (!cancels)
      inner.steps.push_back({step_kind::rendezvous, meeting});
    else if (n != 1)
      await_cancel(draft, inner);
    draft.add_task(std::move(inner));
  }
}

}  // namespace

void family(draft& draft) {
  const bool submits = draft.can.child_submit && !draft.may_be_limited();
  const bool nests = draft.can.nesting && draft.room_for_groups() > 0;
  if (draft.can.concurrency < 6 || !(submits || nests)) return mixed(draft);
  if (submits && (!nests || draft.random.percent(50))) return parent_and_children(draft);
  siblings_in_nested_group(draft);
}

}  // namespace gauntlet::plan::themes
