#pragma once

#include <cstdint>
#include <vector>

#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// Returns an upper bound of the number of events that each actor of the plan records, indexed by actor_id.
/// The recorder allocates that many slots before the case, because it must not allocate while the case runs.
[[nodiscard]] std::vector<std::uint32_t> event_capacity_for(const plan::plan& plan);

}  // namespace gauntlet::run
