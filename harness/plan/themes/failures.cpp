#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void all_fail(draft& draft) {
  for (auto n = draft.few(40); n > 0; --n) draft.submit(draft.failing());
}

void one_fails(draft& draft) {
  const auto n = draft.few(40);
  const auto which = draft.random.below(n);
  for (std::uint32_t i = 0; i < n; ++i) draft.submit(i == which ? draft.failing() : draft.succeeding());
}

void last_fails(draft& draft) {
  for (auto n = draft.few(12); n > 1; --n) draft.submit(draft.succeeding());
  task late = draft.failing();
  late.steps.push_back({step_kind::delay, draft.random.between(20, 300)});
  draft.submit(std::move(late));
}

}  // namespace gauntlet::plan::themes
