#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Each submit gives so many chances for the fault; one of them is drawn (P53, P51).
void one_submit_fails(draft& draft, std::uint32_t most, std::uint32_t faults::* fault,
                      std::uint32_t chances) {
  const auto n = draft.few(most);
  if (draft.can.limit && draft.random.percent(40)) draft.plan.limit = draft.any_limit(4);
  for (std::uint32_t i = 0; i < n; ++i) draft.submit_blocking(draft.any_task(30));
  draft.plan.faults.*fault = draft.random.between(1, chances * n);
}

}  // namespace

void thread_fails(draft& draft) {
  if (!draft.can.thread_per_task) return allocation_fails(draft);
  one_submit_fails(draft, 8, &faults::thread_create_fails_at, 1);
}

void allocation_fails(draft& draft) {
  if (!draft.can.starts_on_submit) return mixed(draft);
  one_submit_fails(draft, 6, &faults::allocation_fails_at, draft.random.percent(50) ? 1 : 4);
}

void move_fails(draft& draft) {
  if (!draft.can.thread_per_task || !draft.can.starts_on_submit) return allocation_fails(draft);
  one_submit_fails(draft, 6, &faults::move_fails_at, 5);
}

}  // namespace gauntlet::plan::themes
