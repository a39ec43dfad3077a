#include "harness/run/recorder.hpp"

#include <algorithm>

#include "harness/schedule/pause.hpp"

namespace gauntlet::run {

void recorder::log::reserve(std::uint32_t events) {
  used.store(0);
  if (events <= capacity) return;
  slots = std::make_unique<slot[]>(events);
  capacity = events;
}

recorder::recorder() : logs_(max_actors) { unowned_.reserve(max_unowned); }

void recorder::begin(std::span<const std::uint32_t> capacities) {
  const auto actors = std::min(static_cast<std::uint32_t>(capacities.size()), max_actors);
  actors_.store(actors);
  for (std::uint32_t i = 0; i < actors; ++i) logs_[i].reserve(capacities[i]);
  unowned_.used.store(0);
  overflowed_.store(0);
  late_runs_.store(0);
  start_.store(schedule::now());
  clock_error_.store(schedule::clock_error());
}

void recorder::write(log& log, std::uint32_t index, event_kind kind, std::uint32_t task, std::uint32_t value,
                     std::uint32_t extra) noexcept {
  if (index >= log.capacity) {
    overflowed_.add(1);
    return;
  }
  slot& slot = log.slots[index];
  slot.time.store(schedule::now());
  slot.what.store(static_cast<std::uint64_t>(kind) | std::uint64_t{task} << 8);
  slot.values.store(value | std::uint64_t{extra} << 32);
}

void recorder::add(actor_id actor, event_kind kind, std::uint32_t task, std::uint32_t value,
                   std::uint32_t extra) noexcept {
  log& log = logs_[actor];
  const auto index = log.used.load();
  write(log, index, kind, task, value, extra);
  // One thread at a time writes this log, so that a load and a store suffice. The slot is stored before
  // `used`, so that a snapshot on another thread reads complete slots only. The stores are calls of functions
  // in another object file, which the compiler cannot reorder, and x86-64 keeps stores in order.
  log.used.store(index + 1);
}

void recorder::add_unowned(event_kind kind, std::uint32_t task, std::uint32_t value) noexcept {
  // Many threads write this log: each claims a slot first. A snapshot can read a slot before it is written.
  write(unowned_, unowned_.used.add(1), kind, task, value, history::none);
}

history::event recorder::read(const slot& slot, actor_id actor, std::uint64_t start) {
  const auto what = slot.what.load();
  const auto values = slot.values.load();
  history::event event;
  event.kind = static_cast<event_kind>(what & 0xffu);
  event.actor = actor;
  event.task = static_cast<std::uint32_t>(what >> 8);
  event.value = static_cast<std::uint32_t>(values);
  event.extra = static_cast<std::uint32_t>(values >> 32);
  event.time = slot.time.load() - start;
  return event;
}

history::history recorder::snapshot() const {
  history::history out;
  out.clock_error = clock_error_.load();
  out.overflowed = overflowed_.load();
  out.late_runs = late_runs_.load();
  const auto actors = actors_.load();
  const auto start = start_.load();
  out.logs.resize(actors);
  for (std::uint32_t a = 0; a < actors; ++a) {
    const auto used = std::min(logs_[a].used.load(), logs_[a].capacity);
    for (std::uint32_t i = 0; i < used; ++i) out.logs[a].push_back(read(logs_[a].slots[i], a, start));
  }
  const auto unowned = std::min(unowned_.used.load(), unowned_.capacity);
  for (std::uint32_t i = 0; i < unowned; ++i)
    out.unowned.push_back(read(unowned_.slots[i], history::none, start));
  return out;
}

}  // namespace gauntlet::run
