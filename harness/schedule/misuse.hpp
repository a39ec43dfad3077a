#pragma once

#include <cstdint>

// Misuse of synchronisation objects under control. POSIX leaves its effect undefined; the scheduler continues
// as well as it can.
namespace gauntlet::schedule {

enum class misuse_kind : std::uint8_t {
  unlock_by_other_thread,      ///< a thread unlocks a normal mutex that another thread holds
  condition_with_two_mutexes,  ///< two threads wait on one condition variable, each with its own mutex
  destroyed_while_locked,      ///< a mutex is destroyed while a thread holds it
};

struct misuse {
  misuse_kind kind{};
  const void* caller = nullptr;  ///< the return address in the subject
};

/// Returns the first misuse of the last schedule; null if there was none. Valid until the next schedule.
[[nodiscard]] const misuse* first_misuse() noexcept;
/// Must be called on a thread under control.
void note_misuse(misuse_kind kind, const void* caller) noexcept;
/// Must be called before a schedule.
void forget_misuse() noexcept;

/// Returns the kind as a word of a key: "unlock-by-other-thread".
[[nodiscard]] const char* key_of(misuse_kind kind) noexcept;
/// Returns a sentence without its end: "a thread unlocked a mutex that another thread holds".
[[nodiscard]] const char* describe(misuse_kind kind) noexcept;

}  // namespace gauntlet::schedule
