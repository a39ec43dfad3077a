#pragma once

#include <cstddef>
#include <cstdint>

namespace gauntlet::schedule {

/// The place of an instruction as text: "queue.hpp:17", or its address, "0x1234 of the program".
struct source_line {
  char text[256];
};

/// Converts an address in the program's file (call_stack.hpp) to its file and line. Runs the
/// symbolizer that GAUNTLET_SYMBOLIZER names (llvm-symbolizer if it is not set), or else addr2line; takes the
/// innermost function whose file is not in a system folder. Allocates nothing, so that a signal handler may
/// call it. Slow.
[[nodiscard]] source_line line_of(std::uintptr_t address);
/// Returns the line of the innermost function outside of system folders, of a call stack that ends with 0.
[[nodiscard]] source_line line_of_stack(const std::uintptr_t* frames, std::uint32_t depth);
/// As line_of, for a return address in the running program.
[[nodiscard]] source_line line_of_call(const void* caller);

}  // namespace gauntlet::schedule
