#include "harness/schedule/blocked_call.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>

#include "harness/schedule/engine/machine.hpp"

namespace gauntlet::schedule {
namespace {

using machine::system_call;

constexpr std::int64_t ns_per_ms = 1'000'000, never = 0x7fffffffffffffff;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Reads a number after blanks, decimal or, after "0x", hexadecimal. Advances `at`. Returns false if there is
/// none.
bool read_number(const char*& at, std::uint64_t& out) {
  while (*at == ' ') ++at;
  const bool hexadecimal = at[0] == '0' && at[1] == 'x';
  if (hexadecimal) at += 2;
  const int base = hexadecimal ? 16 : 10;
  if (digit(*at) < 0 || digit(*at) >= base) return false;
  out = 0;
  for (int next = digit(*at); next >= 0 && next < base; next = digit(*++at))
    out = out * static_cast<unsigned>(base) + static_cast<unsigned>(next);
  return true;
}

/// Reads a time of this process. The kernel copies it, because the memory may be a stack that no longer
/// exists. Returns `never` for a null pointer and for memory that cannot be read.
std::int64_t read_time(std::uint64_t address, std::int64_t ns_per_fraction = 1) {
  if (address == 0) return never;
  timespec found{};
  const iovec to{&found, sizeof found}, from{reinterpret_cast<void*>(address), sizeof found};
  const long copied = system_call(SYS_process_vm_readv, system_call(SYS_getpid), reinterpret_cast<long>(&to),
                                  1, reinterpret_cast<long>(&from), 1);
  constexpr std::int64_t ns_per_s = 1'000'000'000;
  if (copied != sizeof found || found.tv_sec < 0 || found.tv_sec >= never / ns_per_s) return never;
  return found.tv_sec * ns_per_s + found.tv_nsec * ns_per_fraction;
}

/// Returns how long it takes until this time of the clock.
std::int64_t until(std::int64_t when, long clock) {
  timespec now{};
  if (when == never || system_call(SYS_clock_gettime, clock, reinterpret_cast<long>(&now)) != 0) return never;
  return when - (now.tv_sec * 1'000'000'000 + now.tv_nsec);
}

std::int64_t of_ms(std::uint64_t argument) {
  const auto ms = static_cast<std::int32_t>(argument);
  return ms < 0 ? never : ms * ns_per_ms;
}

/// Semantics: futex(2). Only FUTEX_WAIT has a relative time-out.
std::int64_t of_futex(const blocked_call& call) {
  const auto operation = static_cast<int>(call.arguments[1]);
  const auto time = read_time(call.arguments[3]);
  switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
      return time;
    case FUTEX_LOCK_PI:
      return until(time, CLOCK_REALTIME);
    default:
      return until(time, (operation & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC);
  }
}

/// Returns the time that is left until the call times out, in ns; `never` if it does not.
std::int64_t time_left(const blocked_call& call) {
  const auto& a = call.arguments;
  switch (call.number) {
    case SYS_futex:
      return of_futex(call);
    case SYS_nanosleep:
      return read_time(a[0]);
    case SYS_clock_nanosleep:
      return (a[1] & TIMER_ABSTIME) != 0 ? until(read_time(a[2]), static_cast<long>(a[0])) : read_time(a[2]);
    case SYS_poll:
      return of_ms(a[2]);
    case SYS_epoll_wait:
    case SYS_epoll_pwait:
      return of_ms(a[3]);
    case SYS_ppoll:
      return read_time(a[2]);
    case SYS_select:
      return read_time(a[4], 1000);  // a timeval: microseconds
    case SYS_pselect6:
      return read_time(a[4]);
    default:
      return never;
  }
}

}  // namespace

blocked_call read_blocked_call(const char* text) noexcept {
  blocked_call out;
  std::uint64_t number = 0;
  if (!read_number(text, number)) return out;  // "running", or "-1": not in a system call
  for (auto& argument : out.arguments)
    if (!read_number(text, argument)) return {};
  out.number = static_cast<long>(number);
  return out;
}

bool times_out_within(const blocked_call& call, std::uint32_t ms) noexcept {
  const auto left = time_left(call);
  return left > 0 && left <= ms * ns_per_ms;
}

}  // namespace gauntlet::schedule
