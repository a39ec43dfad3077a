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

}  // namespace gauntlet::plan::themes
