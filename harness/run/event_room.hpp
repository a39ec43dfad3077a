#pragma once

#include <cstdint>
#include <vector>

#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// The most events that each actor of the plan can record, indexed by actor_id: the recorder makes room for
/// them before the case, because nothing is allocated while it runs.
[[nodiscard]] std::vector<std::uint32_t> event_room_for(const plan::plan& plan);

}  // namespace gauntlet::run
