#include "harness/history/recorder.hpp"

#include <algorithm>

#include "harness/schedule/pause.hpp"

namespace gauntlet::history {

void recorder::log::make_room(std::uint32_t events) {
  used.store(0, std::memory_order_relaxed);
  if (events <= capacity) return;
  slots = std::make_unique<slot[]>(events);
  capacity = events;
}

recorder::recorder() : logs_(max_actors) { disposals_.make_room(max_disposals); }

void recorder::begin(std::span<const std::uint32_t> room) {
  const auto actors = std::min(static_cast<std::uint32_t>(room.size()), max_actors);
  actors_.store(actors, std::memory_order_relaxed);
  for (std::uint32_t i = 0; i < actors; ++i) logs_[i].make_room(room[i]);
  disposals_.used.store(0, std::memory_order_relaxed);
  overflowed_.store(0, std::memory_order_relaxed);
  late_runs_.store(0, std::memory_order_relaxed);
  start_.store(schedule::now(), std::memory_order_relaxed);
}

void recorder::write(log& log, std::uint32_t index, event_kind kind, std::uint32_t task, std::uint32_t value,
                     std::uint32_t extra) noexcept {
  if (index >= log.capacity) {
    overflowed_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  slot& slot = log.slots[index];
  slot.time.store(schedule::now(), std::memory_order_relaxed);
  slot.what.store(static_cast<std::uint64_t>(kind) | std::uint64_t{task} << 8, std::memory_order_relaxed);
  slot.values.store(value | std::uint64_t{extra} << 32, std::memory_order_relaxed);
}

void recorder::add(actor_id actor, event_kind kind, std::uint32_t task, std::uint32_t value,
                   std::uint32_t extra) noexcept {
  log& log = logs_[actor];
  const auto index = log.used.load(std::memory_order_relaxed);
  write(log, index, kind, task, value, extra);
  log.used.store(index + 1, std::memory_order_relaxed);
}

void recorder::add_disposal(std::uint32_t task) noexcept {
  write(disposals_, disposals_.used.fetch_add(1, std::memory_order_relaxed), event_kind::callable_gone, task,
        0, none);
}

event recorder::read(const slot& slot, actor_id actor, std::uint64_t start) {
  const auto what = slot.what.load(std::memory_order_relaxed);
  const auto values = slot.values.load(std::memory_order_relaxed);
  event event;
  event.kind = static_cast<event_kind>(what & 0xffu);
  event.actor = actor;
  event.task = static_cast<std::uint32_t>(what >> 8);
  event.value = static_cast<std::uint32_t>(values);
  event.extra = static_cast<std::uint32_t>(values >> 32);
  event.time = slot.time.load(std::memory_order_relaxed) - start;
  return event;
}

history recorder::snapshot() const {
  history out;
  out.clock_error = schedule::clock_error_ns;
  out.overflowed = overflowed_.load(std::memory_order_relaxed);
  out.late_runs = late_runs_.load(std::memory_order_relaxed);
  const auto actors = actors_.load(std::memory_order_relaxed);
  const auto start = start_.load(std::memory_order_relaxed);
  out.logs.resize(actors);
  for (std::uint32_t a = 0; a < actors; ++a) {
    const auto used = std::min(logs_[a].used.load(std::memory_order_relaxed), logs_[a].capacity);
    for (std::uint32_t i = 0; i < used; ++i) out.logs[a].push_back(read(logs_[a].slots[i], a, start));
  }
  const auto gone = std::min(disposals_.used.load(std::memory_order_relaxed), disposals_.capacity);
  for (std::uint32_t i = 0; i < gone; ++i) out.disposals.push_back(read(disposals_.slots[i], none, start));
  return out;
}

}  // namespace gauntlet::history
