#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void failures_after_cancel(draft& draft) {
  if (!draft.with_context()) return all_fail(draft);
  const auto first = draft.submit(draft.failing());
  if (draft.random.percent(40))  // between its record and the cancellation, in whichever order they come
    draft.add_delay(injection_point::recorded, draft.random.between(50, 500),
                    static_cast<std::int32_t>(first));
  for (auto n = draft.few_blocking(6); n > 0; --n) {
    task task = draft.failing();
    await_cancel(draft, task);
    draft.submit(std::move(task));
  }
}

}  // namespace gauntlet::plan::themes
