#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

// One task submits beside the driver, and the others end together. Either two stand at once between the look
// for a permit and the start (P25), or they wait for a permit while two permits go back at once (P26).
void limit_contention(draft& draft) {
  if (!draft.can.limit || !draft.can.child_submit || draft.can.concurrency < 8) return limited(draft);
  auto& random = draft.random;
  const bool held_back = random.percent(50);
  draft.plan.limit = held_back ? random.between(2, 4) : random.between(3, 6);
  const step stay{step_kind::delay, random.between(50, 500)};
  for (auto n = *draft.plan.limit + random.between(1, 2); n > 0 && draft.room() > 0; --n)
    draft.submit_blocking(draft.any_task(25));
  for (auto n = random.between(1, 3); n > 0 && draft.room() > 0; --n) {
    const auto child = draft.add(draft.any_task(25));
    draft.plan.tasks[0].steps.push_back({step_kind::submit, child});
  }
  for (task& task : draft.plan.tasks) task.steps.push_back(stay);
  if (held_back) draft.add_delay(injection_point::submitted, random.between(50, 500));
}

}  // namespace gauntlet::plan::themes
