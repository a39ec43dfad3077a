#pragma once

#include <sys/types.h>

namespace gauntlet::schedule {

/// The numbers by which a program under control names its process and its threads, as it does to the kernel.
/// They are greater than every number of the kernel (PID_MAX_LIMIT, 2^22), so that one that the engine does
/// not translate names nothing.
inline constexpr pid_t process_under_control = (1 << 22) + 1;
/// The number of thread `id`. That of thread 0 is the number of the process, as in Linux.
[[nodiscard]] constexpr pid_t thread_number_under_control(unsigned id) {
  return process_under_control + static_cast<pid_t>(id);
}

/// Executes the system calls getpid, gettid and getrandom of a thread under control, and sets the result.
/// Returns false for all others. `a`, `b`: the first two arguments.
bool handle_identity_call(long number, long a, long b, long& result);

/// Fills memory with the next random numbers of the schedule.
void fill_with_random(void* to, unsigned long bytes);

}  // namespace gauntlet::schedule
