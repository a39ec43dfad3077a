#include "harness/plan/themes/cancelling.hpp"

namespace gauntlet::plan::themes {

void await_cancel(draft& draft, task& task) {
  task.steps.push_back({step_kind::await_cancel, 0});
  if (draft.random.percent(25)) task.steps.push_back({step_kind::check, 0});
}

task task_that_cancels(draft& draft) {
  task made = draft.random_task(20);
  made.steps.push_back({step_kind::cancel_parent, 0});
  if (draft.random.percent(50)) made.steps.push_back({step_kind::check, 0});
  return made;
}

std::uint32_t random_deadline(draft& draft) {
  auto& random = draft.random;
  if (random.percent(15)) return 0;
  if (random.percent(55)) return random.between(1, 400);
  return random.percent(65) ? random.between(400, 5000) : random.between(2'000'000, 9'000'000);
}

std::uint32_t random_callback(draft& draft) {
  const bool cancels = draft.can.reentrant_callbacks && draft.can.parent;
  return draft.random.below(cancels ? 4 : 3);
}

}  // namespace gauntlet::plan::themes
