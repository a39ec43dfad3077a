#pragma once

#include <cstdint>

#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {

/// Sleeps for about that long, under control in virtual time. Adds no happens-before edge.
void sleep_us(std::uint32_t us) noexcept;

/// Returns the time in ns on a monotonic clock that all threads share. Under control a step takes 1,000 ns.
/// Adds no happens-before edge.
[[nodiscard]] std::uint64_t now() noexcept;

/// As `now`. Under control, each call returns a later time than the calls before it in this schedule, so that
/// the times of events of one step also give their order.
[[nodiscard]] std::uint64_t stamp() noexcept;

/// Two times of `now` from different processors prove an order only if they differ by at least this many ns.
/// The kernel keeps the clock consistent across processors; the margin covers the reordering of the read by
/// the processor.
inline constexpr std::uint64_t clock_error_ns = 200;
/// Returns that margin, in ns: clock_error_ns, or 0 under control, where the order of times is exact.
[[nodiscard]] std::uint64_t clock_error() noexcept;

/// Blocks until the word is at least (at most) `target`. Requires: a thread that changes the word then calls
/// `wake_all`. Used for the blocking points of tasks. Memory ordering: none. The functions bypass every
/// interceptor, so that ThreadSanitizer observes no edge between the tasks, and still reports races of the
/// subject.
void block_until_at_least(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target) noexcept;
void block_until_at_most(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target) noexcept;
/// As block_until_at_least, but blocks for at most about that long. Returns whether the word has the value.
/// Requires: the caller is not under control.
[[nodiscard]] bool block_until_at_least(const unsynchronised_atomic<std::uint32_t>& word,
                                        std::uint32_t target, std::uint32_t ms) noexcept;
void wake_all(const unsynchronised_atomic<std::uint32_t>& word) noexcept;

}  // namespace gauntlet::schedule
