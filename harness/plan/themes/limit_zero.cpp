#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Sets limit 0, either from the start or after a first round of tasks.
void set_limit_zero(draft& draft) {
  if (!draft.can.set_limit || !draft.can.reuse || !draft.random.percent(50)) {
    draft.plan.limit = 0;
    return;
  }
  for (auto n = draft.random_count(3); n > 0; --n) draft.submit(draft.random_task(30));
  draft.add_driver_step(driver_kind::wait, 1);
  draft.add_driver_step(driver_kind::set_limit, 0);
}

}  // namespace

void limit_zero(draft& draft) {
  if (!draft.can.limit || !draft.can.try_submit) return limited(draft);
  set_limit_zero(draft);
  auto& random = draft.random;
  for (auto n = random.between(1, 3); n > 0; --n)
    draft.add_driver_step(driver_kind::try_submit, draft.add_task(draft.random_task(30)));
  if (!draft.can.set_limit || random.percent(30)) return;
  draft.add_driver_step(driver_kind::set_limit, random.between(1, 3));
  for (auto n = draft.random_count(4); n > 0 && draft.room() > 0; --n)
    draft.submit_blocking(draft.random_task(30));
}

}  // namespace gauntlet::plan::themes
