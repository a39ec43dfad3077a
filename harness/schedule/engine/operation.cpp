#include "harness/schedule/engine/operation.hpp"

namespace gauntlet::schedule {

const char* phrase(op kind) {
  static constexpr const char* phrases[op_count] = {
      "begins",
      "joins a thread",
      "locks a mutex",
      "tries to lock a mutex",
      "unlocks a mutex",
      "locks for reading",
      "tries to lock for reading",
      "locks for writing",
      "tries to lock for writing",
      "unlocks a read-write lock",
      "waits on a condition variable",
      "notifies one",
      "notifies all",
      "acquires a semaphore",
      "tries to acquire a semaphore",
      "releases a semaphore",
      "arrives at a barrier",
      "enters a once",
      "waits on a futex",
      "wakes a futex",
      "yields",
      "sleeps",
      "reads a clock",
      "loads an atomic",
      "stores an atomic",
      "updates an atomic",
      "fences",
      "reads memory",
      "writes memory",
      "passes an injection point",
      "meets by plan",
      "destroys its thread_locals",
  };
  return phrases[static_cast<std::uint32_t>(kind)];
}

}  // namespace gauntlet::schedule
