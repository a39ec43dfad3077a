#pragma once

/// Whether the calling thread is under control. It lies in the thread-local storage that is borrowed, so that
/// other threads of the process, such as a watchdog, are not controlled.
extern __thread bool gauntlet_engine_controls __attribute__((tls_model("initial-exec")));
/// Whether allocations under control may be made to fail.
extern bool gauntlet_engine_fails_allocations;

namespace gauntlet::schedule {
[[nodiscard]] inline bool controlled() { return __builtin_expect(gauntlet_engine_controls, 0); }
}  // namespace gauntlet::schedule
