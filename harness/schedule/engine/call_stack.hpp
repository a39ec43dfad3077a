#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// The frames of the program's own code (the C and C++ libraries are left out) from the one that goes on at
/// `caller` outwards, as addresses in its file; 0 ends them. Slow: it unwinds. Requires: on the stack that is
/// asked about.
void take_call_stack(const void* caller, std::uintptr_t* frames, std::uint32_t depth);

}  // namespace gauntlet::schedule
