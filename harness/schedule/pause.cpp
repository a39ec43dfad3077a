#include "harness/schedule/pause.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <climits>

namespace gauntlet::schedule {
namespace {

long futex(std::atomic<std::uint32_t>& word, int operation, std::uint32_t value) noexcept {
  static_assert(sizeof(word) == sizeof(std::uint32_t));
  return syscall(SYS_futex, &word, operation, value, nullptr, nullptr, 0);
}

}  // namespace

void sleep_us(std::uint32_t us) noexcept {
  timespec left{static_cast<time_t>(us / 1'000'000), static_cast<long>(us % 1'000'000) * 1000};
  while (nanosleep(&left, &left) != 0) {
  }
}

std::uint64_t now() noexcept {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(t.tv_nsec);
}

void block_until_at_least(std::atomic<std::uint32_t>& word, std::uint32_t target) noexcept {
  for (;;) {
    const auto seen = word.load(std::memory_order_relaxed);
    if (seen >= target) return;
    futex(word, FUTEX_WAIT_PRIVATE, seen);
  }
}

void block_until_at_most(std::atomic<std::uint32_t>& word, std::uint32_t target) noexcept {
  for (;;) {
    const auto seen = word.load(std::memory_order_relaxed);
    if (seen <= target) return;
    futex(word, FUTEX_WAIT_PRIVATE, seen);
  }
}

void wake_all(std::atomic<std::uint32_t>& word) noexcept { futex(word, FUTEX_WAKE_PRIVATE, INT_MAX); }

}  // namespace gauntlet::schedule
