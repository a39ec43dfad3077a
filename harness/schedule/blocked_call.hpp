#pragma once

#include <cstdint>

namespace gauntlet::schedule {

/// A system call in which a thread of this process sleeps, as the kernel reports it.
struct blocked_call {
  long number = -1;  ///< -1: none
  std::uint64_t arguments[6] = {};
};

/// Reads the text of /proc/ID/syscall. The result has no number if the thread runs or sleeps outside of a
/// system call.
[[nodiscard]] blocked_call read_blocked_call(const char* text) noexcept;

/// Returns whether the call has a time-out that passes within that many milliseconds, so that the thread
/// continues although no other thread wakes it. Knows futexes (and with them the timed waits of the C
/// library), sleeps, poll, select and epoll. A time-out that the kernel counts from the beginning of the call
/// is taken for one that begins now. Makes system calls only. Threading: any thread may call it; the thread
/// that sleeps may continue meanwhile.
[[nodiscard]] bool times_out_within(const blocked_call& call, std::uint32_t ms) noexcept;

}  // namespace gauntlet::schedule
