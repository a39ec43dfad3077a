#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void mixed(draft& draft) {
  if (draft.random.percent(25)) return;  // no tasks at all (P37)
  const auto failures = draft.random.percent(30) ? 0u : draft.random.between(10, 80);
  for (auto n = draft.random_count(40); n > 0; --n) draft.submit(draft.random_task(failures));
}

}  // namespace gauntlet::plan::themes
