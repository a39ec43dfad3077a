#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Writes up to `depth` frames of the calling thread's stack into `frames`, as addresses in the program's
/// file, innermost first. The first frame is the one that continues at `caller`, a return address. Frames of
/// shared libraries are omitted. A 0 follows the last frame if there is room. No frames if `caller` is null.
/// Slow: it unwinds the stack.
void take_call_stack(const void* caller, std::uintptr_t* frames, std::uint32_t depth);

/// Converts an address in memory to the address in the program's file. Returns 0 for code of shared
/// libraries.
[[nodiscard]] std::uintptr_t address_in_program(std::uintptr_t address);

}  // namespace gauntlet::schedule
