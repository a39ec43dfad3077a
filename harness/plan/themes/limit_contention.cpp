#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

// A task submits concurrently with the driver, and the other tasks end at about the same time. There are two
// variants. In the first, a delay holds both submits between taking the permit and starting the thread, so
// that a check of the limit that is not atomic admits too many tasks (P25). In the second, both submits wait
// for a permit while two permits are released, so that a lost wake-up leaves one of them blocked (P26).
void limit_contention(draft& draft) {
  if (!draft.can.limit || !draft.can.child_submit || draft.can.concurrency < 8) return limited(draft);
  auto& random = draft.random;
  const bool delay_submits = random.percent(50);
  draft.plan.limit = delay_submits ? random.between(2, 4) : random.between(3, 6);
  const step sleep{step_kind::delay, random.between(50, 500)};
  for (auto n = *draft.plan.limit + random.between(1, 2); n > 0 && draft.room() > 0; --n)
    draft.submit_blocking(draft.random_task(25));
  for (auto n = random.between(1, 3); n > 0 && draft.room() > 0; --n) {
    const auto child = draft.add_task(draft.random_task(25));
    draft.plan.tasks[0].steps.push_back({step_kind::submit, child});
  }
  for (task& task : draft.plan.tasks) task.steps.push_back(sleep);
  if (delay_submits) draft.add_delay(injection_point::submitted, random.between(50, 500));
}

}  // namespace gauntlet::plan::themes
