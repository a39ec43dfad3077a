#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Closes the group from the start, or after a first round.
void close(draft& draft) {
  if (!draft.can.set_limit || !draft.can.reuse || !draft.random.percent(50)) {
    draft.plan.limit = 0;
    return;
  }
  for (auto n = draft.few(3); n > 0; --n) draft.submit(draft.any_task(30));
  draft.drive(driver_kind::wait, 1);
  draft.drive(driver_kind::set_limit, 0);
}

}  // namespace

void limit_zero(draft& draft) {
  if (!draft.can.limit || !draft.can.try_submit) return limited(draft);
  close(draft);
  auto& random = draft.random;
  for (auto n = random.between(1, 3); n > 0; --n)
    draft.drive(driver_kind::try_submit, draft.add(draft.any_task(30)));
  if (!draft.can.set_limit || random.percent(30)) return;
  draft.drive(driver_kind::set_limit, random.between(1, 3));
  for (auto n = draft.few(4); n > 0 && draft.room() > 0; --n) draft.submit_blocking(draft.any_task(30));
}

}  // namespace gauntlet::plan::themes
