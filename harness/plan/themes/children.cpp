#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void children(draft& draft) {
  if (!draft.can.child_submit) return draft.can.nesting ? nested(draft) : mixed(draft);
  auto& tasks = draft.plan.tasks;
  for (auto n = draft.random_count(5); n > 0; --n) draft.submit(draft.random_task(25));
  for (std::uint32_t parent = 0; parent < tasks.size() && draft.room() > 0 && tasks.size() < 14; ++parent) {
    if (!draft.random.percent(60)) continue;
    for (auto n = draft.random.between(1, 2); n > 0 && draft.room() > 0; --n) {
      const auto child = draft.add_task(draft.random_task(25));
      tasks[parent].steps.push_back({step_kind::submit, child});
    }
  }
}

}  // namespace gauntlet::plan::themes
