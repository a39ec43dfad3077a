#include "harness/schedule/held_locks.hpp"

#include <cerrno>

namespace gauntlet::schedule {
namespace {

// The engine sets them to zero when a thread begins under control (engine/thread_locals.hpp).
__thread std::uint32_t held = 0;
__thread std::uint32_t held_at_entry = 0;
__thread bool outside = false;  // a new thread executes code of the subject

}  // namespace

std::uint32_t held_locks() noexcept { return held; }

// EOWNERDEAD: the owner of a robust mutex has ended, and the caller is the new owner.
int count_lock(int result) noexcept {
  if (result == 0 || result == EOWNERDEAD) ++held;
  return result;
}

// An unlock by a thread that does not hold the lock must not make the count negative.
int count_unlock(int result) noexcept {
  if (result == 0 && held > 0) --held;
  return result;
}

void enter_subject() noexcept {
  held_at_entry = held;
  outside = false;
}
void enter_subject_with_locks() noexcept {
  constexpr std::uint32_t all = 0xffffffff;
  held_at_entry = all;
  outside = false;
}
void leave_subject() noexcept { outside = true; }

user_code_call::user_code_call() noexcept
    : held_at_entry_(held_at_entry), by_subject_(!outside), holds_lock_(!outside && held > held_at_entry) {
  outside = true;
}

user_code_call::~user_code_call() {
  held_at_entry = held_at_entry_;
  outside = !by_subject_;
}

}  // namespace gauntlet::schedule
