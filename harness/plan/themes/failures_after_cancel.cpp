#include "harness/plan/themes/cancelling.hpp"
#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void failures_after_cancel(draft& draft) {
  if (!draft.with_context()) return all_fail(draft);
  const auto first = draft.submit(draft.failing_task());
  // A delay between the recording of the first error and the cancellation; subjects differ in their order.
  if (draft.random.percent(40))
    draft.add_delay(injection_point::recorded, draft.random.between(50, 500),
                    static_cast<std::int32_t>(first));
  for (auto n = draft.random_blocking_count(6); n > 0; --n) {
    task task = draft.failing_task();
    await_cancel(draft, task);
    draft.submit(std::move(task));
  }
}

}  // namespace gauntlet::plan::themes
