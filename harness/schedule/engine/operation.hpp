#pragma once

#include <cstdint>

namespace gauntlet::schedule {

using thread_id = std::uint32_t;
inline constexpr thread_id no_thread = 0xffffffffu;
/// Logical threads that a schedule may create, its first one included.
inline constexpr std::uint32_t max_threads = 256;

/// What a thread is about to do at a scheduling point.
enum class op : std::uint8_t {
  start,
  join,
  mutex_lock,
  mutex_try_lock,
  mutex_unlock,
  read_lock,
  try_read_lock,
  write_lock,
  try_write_lock,
  rwlock_unlock,
  condition_wait,
  condition_signal,
  condition_broadcast,
  semaphore_wait,
  semaphore_try_wait,
  semaphore_post,
  barrier_wait,
  once,
  futex_wait,
  futex_wake,
  yield,
  sleep,
  clock,
  atomic_load,
  atomic_store,
  atomic_update,
  fence,
  plain_read,
  plain_write,
  named_point,  ///< an injection point of the subject
  meeting,      ///< of the harness itself: until a word has a value
  locals_end,   ///< the function of a thread has returned; its thread_locals are about to be destroyed
};
inline constexpr std::uint32_t op_count = static_cast<std::uint32_t>(op::locals_end) + 1;

/// "locks a mutex"
[[nodiscard]] const char* phrase(op kind);

struct operation {
  op kind = op::start;
  const void* object = nullptr;
};

/// Whether the operation leaves its object as it was, so that two of them commute.
[[nodiscard]] constexpr bool only_reads(op kind) { return kind == op::atomic_load || kind == op::plain_read; }

/// Whether the order of the two may matter.
[[nodiscard]] constexpr bool conflict(const operation& a, const operation& b) {
  return a.object != nullptr && a.object == b.object && !(only_reads(a.kind) && only_reads(b.kind));
}

}  // namespace gauntlet::schedule
