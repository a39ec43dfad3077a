#include "harness/schedule/injection.hpp"

#include <array>

#include "harness/schedule/engine/scheduler.hpp"
#include "harness/schedule/pause.hpp"
#include "harness/schedule/unseen.hpp"

namespace gauntlet::schedule {
namespace {

constexpr std::size_t per_point = 8;
constexpr std::uint64_t any_task = 0xffffffffu;

// A delay is one word (task in the high half, microseconds in the low one, 0 for none), so that it can be
// read without an order: subjects reach their points from threads that need not be ordered after `arm` in any
// way that ThreadSanitizer could see.
unseen<std::uint64_t> table[plan::injection_point_count][per_point];
constexpr std::uint32_t closed = 1u << 31;
static_assert(plan::injection_point_count < 31);
unseen<std::uint32_t> armed_points;  // a bit a point, and whether they are closed
unseen<std::uint32_t> late;

thread_local std::int32_t task_of_this_thread = -1;

void sleep_if_armed(std::size_t index) noexcept {
  for (const auto& cell : table[index]) {
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
  std::array<std::size_t, plan::injection_point_count> used{};
  std::uint32_t points = 0;
  for (const armed_delay& delay : delays) {
    const auto point = static_cast<std::size_t>(delay.at);
    if (used[point] == per_point) continue;
    table[point][used[point]++].store(pack(delay));
    points |= 1u << point;
  }
  late.store(0);
  armed_points.store(points);
}

void close_points() noexcept {
  unseen_fence();  // what came before stays in front of it
  armed_points.store(armed_points.load() | closed);
}
std::uint32_t late_reaches() noexcept { return late.load(); }

void reach(plan::injection_point point) noexcept {
  if (controlled()) the_scheduler().point(op::named_point, nullptr, __builtin_return_address(0));
  const auto index = static_cast<std::size_t>(point);
  const auto points = armed_points.load();
  if (points == 0) return;
  if ((points >> index & 1u) != 0) sleep_if_armed(index);
  // Whoever stands at a point is inside the subject, before the delay and after it.
  if ((armed_points.load() & closed) != 0) late.add(1);
}

std::int32_t current_task() noexcept { return task_of_this_thread; }
void set_current_task(std::int32_t task) noexcept { task_of_this_thread = task; }

}  // namespace gauntlet::schedule
