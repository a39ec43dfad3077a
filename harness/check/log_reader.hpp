#pragma once

#include <cstdint>

#include "harness/check/view.hpp"

namespace gauntlet::check {

/// Reads the log of one actor into a view under construction.
void read_log(view& into, std::uint32_t log);

}  // namespace gauntlet::check
