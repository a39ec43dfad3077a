#include "harness/schedule/pause.hpp"

#include <time.h>

#include "harness/schedule/engine/machine.hpp"
#include "harness/schedule/engine/scheduler.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::uint64_t step_ns = 1000;

// No wake-up is lost between the load and the wait. On free threads the kernel does not block if the word no
// longer equals `seen`. Under control no other thread runs between the load and until_woken.
template <class Reached>
void block_until(const unsynchronised_atomic<std::uint32_t>& word, Reached reached) {
  for (;;) {
    const auto seen = word.load();
    if (reached(seen)) return;
    if (controlled())
      the_scheduler().until_woken(op::blocking_point, word.address(), __builtin_return_address(0));
    else
      machine::futex_wait(word.address(), seen);
  }
}

}  // namespace

void sleep_us(std::uint32_t us) noexcept {
  timespec left{static_cast<time_t>(us / 1'000'000), static_cast<long>(us % 1'000'000) * 1000};
  while (nanosleep(&left, &left) != 0) {
  }
}

std::uint64_t now() noexcept {
  if (controlled()) return step_ns * the_scheduler().steps();
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(t.tv_nsec);
}

std::uint64_t stamp() noexcept {
  return controlled() ? step_ns * the_scheduler().steps() + the_scheduler().next_in_step() : now();
}

std::uint64_t clock_error() noexcept { return controlled() ? 0 : clock_error_ns; }

void block_until_at_least(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target) noexcept {
  block_until(word, [target](std::uint32_t seen) { return seen >= target; });
}

bool block_until_at_least(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target,
                          std::uint32_t ms) noexcept {
  const auto seen = word.load();
  if (seen >= target) return true;
  machine::futex_wait(word.address(), seen, ms);
  return word.load() >= target;
}

void block_until_at_most(const unsynchronised_atomic<std::uint32_t>& word, std::uint32_t target) noexcept {
  block_until(word, [target](std::uint32_t seen) { return seen <= target; });
}

void wake_all(const unsynchronised_atomic<std::uint32_t>& word) noexcept {
  if (controlled())
    the_scheduler().wake(op::blocking_point, word.address(), max_threads);
  else
    machine::futex_wake(word.address());
}

}  // namespace gauntlet::schedule
