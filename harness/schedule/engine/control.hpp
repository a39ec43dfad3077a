#pragma once

/// True if the calling thread is under control. The flag is in the thread-local storage of the carriers, so
/// other threads of the process, such as the watchdog, are not controlled. thread_locals.cpp recognises the
/// variables of the engine by the prefix of their names.
extern __thread bool gauntlet_engine_controls __attribute__((tls_model("initial-exec")));
/// True if the schedule may make allocations of controlled threads fail.
extern bool gauntlet_engine_fails_allocations;

namespace gauntlet::schedule {
[[nodiscard]] inline bool controlled() { return __builtin_expect(gauntlet_engine_controls, 0); }
}  // namespace gauntlet::schedule
