#include "harness/schedule/injection.hpp"

#include <array>

#include "harness/schedule/engine/scheduler.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/unsynchronised_atomic.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::size_t per_point = 8;
constexpr std::uint64_t any_task = 0xffffffffu;

// A delay is one word (the task in the high half, microseconds in the low half, 0 for no delay), so that a
// relaxed load reads it whole. A thread that reaches a point needs no happens-before edge from `arm`, which
// ThreadSanitizer would observe.
unsynchronised_atomic<std::uint64_t> table[max_points][per_point];
constexpr std::uint32_t closed = 1u << max_points;
static_assert(max_points < 32);
unsynchronised_atomic<std::uint32_t> armed_points;  // one bit for each point, and the bit `closed`
unsynchronised_atomic<std::uint32_t> late;

thread_local std::int32_t task_of_this_thread = -1;

void sleep_if_armed(std::uint8_t point) noexcept {
  for (const auto& cell : table[point]) {
    const auto delay = cell.load();
    if (delay == 0) return;
    const auto task = delay >> 32;
    if (task == any_task || task == static_cast<std::uint32_t>(task_of_this_thread))
      sleep_us(static_cast<std::uint32_t>(delay));
  }
}

std::uint64_t pack(const armed_delay& delay) {
  const auto task = delay.task < 0 ? any_task : static_cast<std::uint64_t>(delay.task);
  return task << 32 | delay.us;
}

}  // namespace

void arm(std::span<const armed_delay> delays) {
  for (auto& row : table)
    for (auto& cell : row) cell.store(0);
  std::array<std::size_t, max_points> used{};
  std::uint32_t points = 0;
  for (const armed_delay& delay : delays) {
    if (used[delay.point] == per_point) continue;
    table[delay.point][used[delay.point]++].store(pack(delay));
    points |= 1u << delay.point;
  }
  late.store(0);
  armed_points.store(points);
}

void close_points() noexcept {
  unsynchronised_fence();  // orders the caller's earlier accesses before the store
  // Only the driver writes armed_points, so a separate load and store lose no update.
  armed_points.store(armed_points.load() | closed);
}
std::uint32_t late_reaches() noexcept { return late.load(); }

void reach(std::uint8_t point) noexcept {
  if (controlled()) the_scheduler().point(op::named_point, nullptr, __builtin_return_address(0));
  const auto points = armed_points.load();
  if (points == 0) return;
  if ((points >> point & 1u) != 0) sleep_if_armed(point);
  // The thread is still inside the subject here, after its delay. If the points were closed meanwhile, it is
  // late.
  if ((armed_points.load() & closed) != 0) late.add(1);
}

std::int32_t current_task() noexcept { return task_of_this_thread; }
void set_current_task(std::int32_t task) noexcept { task_of_this_thread = task; }

}  // namespace gauntlet::schedule
