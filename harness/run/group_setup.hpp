#pragma once

#include <cstdint>

#include "gauntlet/detail/contract.hpp"
#include "harness/plan/plan.hpp"

namespace gauntlet::run {

/// How the plan wants a group made; 0: the outermost, which alone has a limit and a deadline.
[[nodiscard]] setup setup_for(const plan::plan& plan, std::uint32_t group);

}  // namespace gauntlet::run
