#include "harness/plan/themes/catalogue.hpp"

namespace gauntlet::plan::themes {

void room(draft& draft) {
  if (!draft.can.room || !draft.can.starts_on_submit || !draft.in_first_phase()) return mixed(draft);
  mixed(draft);
  const auto come = static_cast<std::uint32_t>(draft.plan.tasks.size());
  const bool too_few = come > 0 && draft.random.percent(60);
  draft.plan.room = too_few ? come - draft.random.between(1, std::min(2u, come)) : come + 2;
}

}  // namespace gauntlet::plan::themes
