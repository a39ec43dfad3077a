#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// Resets the program's thread_local variables of the thread with this thread base to their initial values.
/// Variables of the sanitizers and of the engine, which are in the same segment, keep their values. The
/// variables are found in the program's symbol table. A stripped program has none; its variables keep the
/// values of an earlier schedule.
void renew_thread_locals(std::uintptr_t thread_base);

}  // namespace gauntlet::schedule
