#pragma once

#include <cstdint>

// Which code of a subject runs code of its user under a lock. The interposed functions count the locks that
// each thread holds: mutexes, read-write locks and spin locks, of POSIX and of C11. A lock that the subject
// implements itself, for example with an atomic, is not counted.
// Threading: each thread has its own counts. Memory ordering: adds no happens-before edge. No function is a
// scheduling point.
namespace gauntlet::schedule {

/// Returns how many locks the calling thread holds. Each lock of a recursive mutex counts.
[[nodiscard]] std::uint32_t held_locks() noexcept;
/// Counts a lock if `result`, which a lock function returned, says that the lock was taken. Returns `result`.
int count_lock(int result) noexcept;
/// Counts an unlock if `result` says that it succeeded. Returns `result`.
int count_unlock(int result) noexcept;

/// Must be called when the calling thread calls the subject. Locks that it holds at that time are not locks
/// of the subject.
void enter_subject() noexcept;
/// As enter_subject, but until the thread enters the subject again, no lock counts as one of the subject. For
/// calls around which an adapter may hold a lock of its own, for example to make one wait at a time.
void enter_subject_with_locks() noexcept;
/// Must be called when the thread has returned from the subject to the code that called it.
void leave_subject() noexcept;

/// Exists while the subject calls code of its user: a body, a callback, a destructor.
class user_code_call {
 public:
  user_code_call() noexcept;
  ~user_code_call();
  user_code_call(const user_code_call&) = delete;
  user_code_call& operator=(const user_code_call&) = delete;

  /// Returns whether the thread holds a lock that it took since it entered the subject. A thread of the
  /// subject entered it when it began.
  [[nodiscard]] bool holds_lock() const noexcept { return holds_lock_; }
  /// Returns whether the subject makes the call. False: the user's own code destroys its object, outside of
  /// the subject.
  [[nodiscard]] bool by_subject() const noexcept { return by_subject_; }

 private:
  std::uint32_t held_at_entry_;
  bool by_subject_, holds_lock_;
};

}  // namespace gauntlet::schedule
