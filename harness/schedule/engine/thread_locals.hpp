#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Gives the program's own thread_local variables of a thread the values with which every new thread begins.
/// Those of the sanitizers and of the engine, which lie in the same segment, stay. The variables are found in
/// the program's symbol table; in a stripped program there is none, and they keep what an earlier schedule
/// left there.
void renew_thread_locals(std::uintptr_t thread_base);

}  // namespace gauntlet::schedule
