#pragma once

// Under control, whether any thread could still execute code of the subject. The functions may be called on
// any thread. On a thread that is not under control, they change nothing, and nothing is known.
namespace gauntlet::schedule {

/// Declares whether the calling thread executes code of the caller of a subject (`true`), for example the
/// body of a task, or code of the subject itself (`false`). A new thread executes code of the subject.
void set_outside_of_subject(bool outside) noexcept;

/// Returns whether the subject is quiescent: apart from the calling thread, each thread of the schedule has
/// ended, is outside of the subject, or is blocked without a time-out. Until a thread that is outside calls
/// or returns to the subject, nothing happens in it. Returns false on a thread that is not under control.
/// Requires: the calling thread is outside of the subject.
[[nodiscard]] bool subject_is_quiescent() noexcept;

}  // namespace gauntlet::schedule
