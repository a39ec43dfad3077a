#pragma once

#include <cstdint>

#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {

/// Sleeps for about that long; under control, in virtual time. Adds no happens-before edge.
void sleep_us(std::uint32_t us) noexcept;

/// Nanoseconds on a clock that all threads share and that never goes back; under control, a
/// thousand for every step. Adds no happens-before edge.
[[nodiscard]] std::uint64_t now() noexcept;

/// Two stamps of `now` on different processors that are closer than this prove no order, in ns: the kernel
/// keeps the clock consistent over processors, and the margin covers reads that the processor moved.
inline constexpr std::uint64_t clock_error_ns = 200;
/// That margin for the calling thread: under control a later stamp proves the order.
[[nodiscard]] std::uint64_t clock_error() noexcept;

/// Blocks until the word is at least (at most) `target`; whoever changes the word calls `wake_all`. For the
/// harness's own meetings between tasks: past every interceptor, so that ThreadSanitizer sees no edge between
/// those who meet, and races of the subject stay visible.
void block_until_at_least(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target) noexcept;
void block_until_at_most(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target) noexcept;
void wake_all(const unsynchronised_atomic<std::uint32_t>& word) noexcept;

}  // namespace gauntlet::schedule
