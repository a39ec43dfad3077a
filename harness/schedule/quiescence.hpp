#pragma once

#include <cstdint>

// Under control, whether any thread could still execute code of the subject. The functions may be called on
// any thread. On a thread that is not under control, they change nothing, and nothing is known.
namespace gauntlet::schedule {

/// Declares whether the calling thread executes code of the caller of a subject (`true`), for example the
/// body of a task, or code of the subject itself (`false`). A new thread executes code of the subject.
void set_outside_of_subject(bool outside) noexcept;

/// Returns a `stamp` (pause.hpp) if the subject is quiescent now, else 0. It is quiescent if, apart from the
/// calling thread, each thread of the schedule has ended, is outside of the subject, or is blocked without a
/// time-out. Until a thread that is outside calls or returns to the subject, nothing happens in it. Returns 0
/// on a thread that is not under control.
/// Requires: the calling thread is outside of the subject.
[[nodiscard]] std::uint64_t stamp_if_quiescent() noexcept;

}  // namespace gauntlet::schedule
