#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void all_fail(draft& draft) {
  for (auto n = draft.random_count(40); n > 0; --n) draft.submit(draft.failing_task());
}

void one_fails(draft& draft) {
  const auto n = draft.random_count(40);
  const auto which = draft.random.below(n);
  for (std::uint32_t i = 0; i < n; ++i)
    draft.submit(i == which ? draft.failing_task() : draft.succeeding_task());
}

void last_fails(draft& draft) {
  for (auto n = draft.random_count(12); n > 1; --n) draft.submit(draft.succeeding_task());
  task late = draft.failing_task();
  late.steps.push_back({step_kind::delay, draft.random.between(20, 300)});
  draft.submit(std::move(late));
}

}  // namespace gauntlet::plan::themes
