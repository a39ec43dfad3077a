#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// Returns how the plan wants a group to be created. Group 0 is the outermost group; only it has a limit and
/// a deadline.
[[nodiscard]] setup setup_for(const plan::plan& plan, std::uint32_t group);

}  // namespace gauntlet::run
