#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void limited_tree(draft& draft) {
  if (!draft.can.limit || !draft.can.child_submit || draft.can.concurrency < 6) return children(draft);
  auto& random = draft.random;
  auto& tasks = draft.plan.tasks;
  draft.plan.limit = random.between(1, 4);
  const auto submitters = *draft.plan.limit - 1;  // leaves one permit for the other tasks (P35)
  for (auto n = draft.random_count(4); n > 0; --n) draft.submit_blocking(draft.random_task(25));
  const auto first = static_cast<std::uint32_t>(tasks.size());
  for (std::uint32_t parent = 0; parent < first && tasks.size() < 14; ++parent) {
    const bool tries = draft.can.try_submit && (parent >= submitters || random.percent(30));
    if (!tries && parent >= submitters) continue;
    for (auto n = random.between(1, 3); n > 0 && draft.room() > 0; --n) {
      const auto child = draft.add_task(draft.random_task(25));
      tasks[parent].steps.push_back({tries ? step_kind::try_submit : step_kind::submit, child});
    }
  }
}

}  // namespace gauntlet::plan::themes
