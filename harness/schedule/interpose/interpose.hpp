#pragma once

#include <time.h>

#include <cstdint>

#include "harness/schedule/engine/happens_before.hpp"
#include "harness/schedule/engine/real.hpp"
#include "harness/schedule/engine/scheduler.hpp"

/// What the files of this folder share. They define functions of the C library, so that every call in the
/// process comes here first: under control they act on the model, otherwise they call the real one.

/// The address in the subject that called the interposed function.
#define GAUNTLET_CALLER __builtin_return_address(0)

namespace gauntlet::schedule {

inline std::int64_t nanoseconds(const timespec& t) {
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

/// An absolute deadline. All clocks agree under control.
inline std::int64_t deadline_at(const timespec* when) {
  return when == nullptr ? scheduler::never : nanoseconds(*when);
}
inline std::int64_t deadline_after(const timespec* duration) {
  return duration == nullptr ? scheduler::never : the_scheduler().now() + nanoseconds(*duration);
}

/// A mutex that the running thread gives up around a wait, and takes again: with every level of a recursive
/// one.
struct held_mutex {
  pthread_mutex_t* mutex;
  std::uint32_t depth;
};
[[nodiscard]] held_mutex give_up_mutex(pthread_mutex_t* mutex);
/// Requires: it can be locked, as it can after scheduler::until_woken.
void reacquire(const held_mutex& held);

}  // namespace gauntlet::schedule
