#pragma once

#include <cstddef>
#include <cstdint>

namespace gauntlet::schedule {

using thread_id = std::uint32_t;
inline constexpr thread_id no_thread = 0xffffffffu;
/// The maximum number of logical threads of a schedule that exist at the same time, including its first. A
/// thread exists until it has ended and was joined or detached.
inline constexpr std::uint32_t max_threads = 4096;

/// The condition under which a thread can execute its pending operation.
enum class precondition : std::uint8_t {
  none,                ///< none; or another thread must wake it
  unowned,             ///< no thread owns the object
  unowned_and_unread,  ///< no thread owns the object, and no reader holds it
  positive_value,      ///< the object is a semaphore whose value is not 0
  thread_ended,        ///< the object is a logical_thread that has ended
};

/// All operations, in the order of their numbers: row(name, phrase, traits…). The grammatical subject of a
/// phrase is a thread. A trait that a row does not name has its default (operation_traits). Case files store
/// phrases as text, and a replay compares them, so a changed phrase makes older case files diverge.
/// `blocking_point` is an operation of the harness: it waits until a word has a value. At `callable_end` the
/// callable of a std::thread has returned and is about to be destroyed; at `locals_end` the function of a
/// thread has returned, and its thread_local variables are about to be destroyed. `after_create` and
/// `after_release` are the points that follow the creation of a thread, and an unlock, a release or a
/// notification. The `announced` operations are calls of ThreadSanitizer's interface, for a mutex that the
/// subject implements itself.
// clang-format off
#define GAUNTLET_OPERATIONS(row)                                                                         \
  row(start, "begins")                                                                                   \
  row(join, "joins a thread", .possible_when = precondition::thread_ended)                               \
  row(mutex_lock, "locks a mutex", .possible_when = precondition::unowned, .guards_a_poll = true)        \
  row(mutex_try_lock, "tries to lock a mutex", .conditional = true)                                      \
  row(mutex_unlock, "unlocks a mutex", .guards_a_poll = true)                                            \
  row(read_lock, "locks for reading", .possible_when = precondition::unowned)                            \
  row(try_read_lock, "tries to lock for reading", .conditional = true)                                   \
  row(write_lock, "locks for writing", .possible_when = precondition::unowned_and_unread)                \
  row(try_write_lock, "tries to lock for writing", .conditional = true)                                  \
  row(rwlock_unlock, "unlocks a read-write lock")                                                        \
  row(condition_wait, "waits on a condition variable")                                                   \
  row(condition_signal, "notifies one", .conditional = true)                                             \
  row(condition_broadcast, "notifies all", .conditional = true)                                          \
  row(semaphore_wait, "acquires a semaphore", .possible_when = precondition::positive_value)             \
  row(semaphore_try_wait, "tries to acquire a semaphore", .conditional = true)                           \
  row(semaphore_post, "releases a semaphore")                                                            \
  row(barrier_wait, "arrives at a barrier")                                                              \
  row(once, "enters a one-time initialisation", .possible_when = precondition::unowned)                  \
  row(futex_wait, "waits on a futex")                                                                    \
  row(futex_wake, "wakes a futex", .conditional = true)                                                  \
  row(yield, "yields", .changes_nothing = true, .yields = true)                                          \
  row(sleep, "sleeps")                                                                                   \
  row(clock, "reads a clock", .changes_nothing = true, .yields = true)                                   \
  row(atomic_load, "loads an atomic", .changes_nothing = true, .only_reads = true)                       \
  row(atomic_store, "stores an atomic", .conditional = true)                                             \
  row(atomic_update, "updates an atomic", .conditional = true)                                           \
  row(fence, "executes a fence", .changes_nothing = true)                                                \
  row(plain_read, "reads memory", .changes_nothing = true, .only_reads = true)                           \
  row(plain_write, "writes memory")                                                                      \
  row(named_point, "passes an injection point", .changes_nothing = true)                                 \
  row(blocking_point, "waits at a blocking point")                                                       \
  row(locals_end, "destroys its thread_locals")                                                          \
  row(after_create, "continues after the creation of a thread", .changes_nothing = true, .passive = true)\
  row(after_release, "continues after a release", .changes_nothing = true, .passive = true)              \
  row(callable_end, "destroys its callable", .passive = true)                                            \
  row(end, "ends", .passive = true)                                                                      \
  row(announced_lock, "announces that it locks a mutex", .changes_nothing = true)                        \
  row(announced_unlock, "announces that it unlocked a mutex", .changes_nothing = true)
// clang-format on

/// The kind of operation that a thread executes after a scheduling point.
enum class op : std::uint8_t {
#define GAUNTLET_ENUMERATOR(name, ...) name,
  GAUNTLET_OPERATIONS(GAUNTLET_ENUMERATOR)
#undef GAUNTLET_ENUMERATOR
};

struct operation_traits {
  op kind;
  const char* phrase;
  precondition possible_when = precondition::none;
  bool changes_nothing = false;  ///< no spinning thread can be waiting for it
  bool conditional = false;      ///< whether it changes anything is known only when it is executed
  bool passive = false;        ///< no operation of another thread conflicts with it; only plain accesses can
  bool only_reads = false;     ///< two such operations on one object commute
  bool yields = false;         ///< other threads run first
  bool guards_a_poll = false;  ///< a loop that polls under a lock executes it in every round
};

/// Indexed by the number of the operation.
inline constexpr operation_traits operations[] = {
#define GAUNTLET_TRAITS(name, words, ...) {.kind = op::name, .phrase = words __VA_OPT__(, ) __VA_ARGS__},
    GAUNTLET_OPERATIONS(GAUNTLET_TRAITS)
#undef GAUNTLET_TRAITS
#undef GAUNTLET_OPERATIONS
};
inline constexpr std::uint32_t op_count = sizeof operations / sizeof operations[0];

[[nodiscard]] constexpr const operation_traits& traits_of(op kind) {
  return operations[static_cast<std::size_t>(kind)];
}

/// Returns the phrase of an operation, for example "locks a mutex".
[[nodiscard]] const char* phrase(op kind);

/// An operation of a thread on an object; null if it has no object.
struct operation {
  op kind = op::start;
  const void* object = nullptr;
};

/// True if the order of the two operations can matter: they use the same object, and not both only read it.
[[nodiscard]] constexpr bool conflict(const operation& a, const operation& b) {
  return a.object != nullptr && a.object == b.object &&
         !(traits_of(a.kind).only_reads && traits_of(b.kind).only_reads);
}

}  // namespace gauntlet::schedule
