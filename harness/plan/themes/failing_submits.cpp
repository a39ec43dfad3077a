#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {
namespace {

/// Adds submits, and a fault in a random one of them (P51, P53). `operations` estimates how many operations
/// of this kind a submit executes.
void one_submit_fails(draft& draft, std::uint32_t most, std::uint32_t faults::* fault,
                      std::uint32_t operations) {
  const auto n = draft.random_count(most);
  if (draft.can.limit && draft.random.percent(40)) draft.plan.limit = draft.random_limit(4);
  for (std::uint32_t i = 0; i < n; ++i) draft.submit_blocking(draft.random_task(30));
  draft.plan.faults.*fault = draft.random.between(1, operations * n);
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
